#!/bin/sh
# Runs a command with the variables of its function, after the change of user: until then they have other names, and no
# program of the server's user obeys them.
#   start.sh NAME ... -- COMMAND ...
while [ "$1" != -- ]; do
    eval "export $1=\"\$FUNCTION_$1\""
    unset "FUNCTION_$1"
    shift
done
shift
exec "$@"
