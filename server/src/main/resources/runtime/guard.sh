#!/bin/sh
# Runs a command in a session of its own, and ends all of it when standard input ends: with the server, however it ends.
#   guard.sh DATA_LIMIT_KIB|unlimited PROCESSES_OF_A_CONTROL_GROUP|- USER|- COMMAND ...
# A line on standard input asks the command to end.
limit=$1 group=$2 user=$3
shift 3
if [ "$user" != - ]; then
    set -- setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups --no-new-privs -- "$@"
fi
exec 3<&0 </dev/null
trap : TERM INT HUP
if command -v setsid >/dev/null; then
    set -- setsid "$@"
else
    set -m
fi
(
    # Where memory runs out, the system ends a function before the server.
    { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
    ulimit -d "$limit" 2>/dev/null
    if [ "$group" != - ]; then
        echo 0 >"$group" || exit 1
    fi
    exec "$@"
) 3<&- &
child=$!
exec >/dev/null 2>&1
(
    while read -r line <&3; do
        kill -TERM "-$child"
    done
    kill -KILL "-$child"
) &
watch=$!
exec 3<&-
while :; do
    wait "$child"
    status=$?
    kill -0 "$child" || break
done
kill -KILL "-$child" "$watch"
exit "$status"
