package dev.functiongraph.async.server.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The model of the life of invocations, in memory and without any of the server's code but its vocabulary. */
final class LifecycleModel {
    static final int BACKLOG_PER_FUNCTION = 6;
    static final int BACKLOG_IN_ALL = 14;
    static final Duration RETENTION = Duration.ofMinutes(30);
    static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    final Map<UUID, Entry> entries = new LinkedHashMap<>();
    final Map<String, Function> functions = new LinkedHashMap<>();
    final List<Run> runs = new ArrayList<>();
    private Instant nextHousekeeping = Instant.MIN;
    private boolean catalogChanged = true;
    private int accepted;

    static final class Function {
        final int concurrency;
        final int maxRetries;
        final Duration maxAge;
        boolean present = true;
        boolean enabled = true;
        /** When it was seen to go; null while it is there, and if it was missing from the start. */
        Instant removedAt;

        int unavailable;
        Run probe;

        Function(int concurrency, int maxRetries, Duration maxAge) {
            this.concurrency = concurrency;
            this.maxRetries = maxRetries;
            this.maxAge = maxAge;
        }
    }

    static final class Entry {
        final int order;
        final String function;
        final Instant acceptedAt;
        final Instant expiresAt;
        InvocationStatus status = InvocationStatus.WAIT;
        int attempt;
        int failures;
        int lost;
        int lostAlone;
        Instant dueAt;
        Instant leaseUntil;
        Instant endedAt;

        Entry(int order, String function, Instant acceptedAt, Instant expiresAt) {
            this.order = order;
            this.function = function;
            this.acceptedAt = acceptedAt;
            this.expiresAt = expiresAt;
            this.dueAt = acceptedAt;
        }

        void end(InvocationStatus end, Instant now) {
            status = end;
            endedAt = now;
        }

        void waitAgain(Instant due) {
            status = InvocationStatus.WAIT;
            dueAt = due;
        }
    }

    /** What a runtime was given: it goes on even when the invocation has moved on without it. */
    record Run(UUID id, int number) {}

    private final Map<Run, Instant> firstLeases = new LinkedHashMap<>();
    private Run suspect;

    boolean isFull(String function) {
        return waiting(function) >= BACKLOG_PER_FUNCTION
                || functions.keySet().stream().mapToLong(this::waiting).sum() >= BACKLOG_IN_ALL;
    }

    private long waiting(String function) {
        return entries.values().stream()
                .filter(entry -> entry.function.equals(function) && entry.status == InvocationStatus.WAIT)
                .count();
    }

    private boolean anyIsDue(String function, Instant now) {
        return entries.values().stream()
                .filter(entry -> entry.function.equals(function) && entry.status == InvocationStatus.WAIT)
                .anyMatch(entry -> !entry.dueAt.isAfter(now) && entry.expiresAt.isAfter(now));
    }

    void accept(UUID id, String function, Instant now) {
        entries.put(id, new Entry(accepted++, function, now, now.plus(functions.get(function).maxAge)));
    }

    /** Whether what is accepted for a function may be started with it, and need not wait. */
    boolean mayStartAtOnce(String name, Instant now) {
        Function function = functions.get(name);
        return !anyIsDue(name, now) && !isOpen(function) && busy(name) < function.concurrency;
    }

    void startAtOnce(UUID id, Instant now) {
        Entry entry = entries.get(id);
        start(id, entry, functions.get(entry.function), now);
    }

    private long busy(String name) {
        return runs.stream().filter(run -> functionOf(run).equals(name)).count();
    }

    void reload(Function function, boolean present, boolean enabled, Instant now) {
        function.removedAt = present ? null : function.present ? now : function.removedAt;
        function.present = present;
        function.enabled = enabled;
        catalogChanged = true;
    }

    /** What one pass of the dispatcher does. */
    void pass(Instant now) {
        if (catalogChanged) {
            catalogChanged = false;
            nextHousekeeping = now;
            functions.values().stream().filter(function -> function.present).forEach(LifecycleModel::reset);
        }
        if (!now.isBefore(nextHousekeeping)) {
            nextHousekeeping = now.plus(HOUSEKEEPING);
            renewLeases(now);
            endLeases(now);
            entries.values().stream()
                    .filter(entry -> entry.status == InvocationStatus.WAIT)
                    .filter(entry -> !entry.expiresAt.isAfter(now) || isRemoved(functions.get(entry.function), now))
                    .forEach(entry -> entry.end(InvocationStatus.DISCARD, now));
            entries.values().removeIf(entry -> entry.endedAt != null && entry.endedAt.isBefore(now.minus(RETENTION)));
        }
        functions.keySet().forEach(name -> claim(name, Integer.MAX_VALUE, now));
    }

    private static boolean isRemoved(Function function, Instant now) {
        return function.removedAt != null && !now.isBefore(function.removedAt.plus(Engine.REMOVAL_GRACE));
    }

    private static void reset(Function function) {
        function.unavailable = 0;
        function.probe = null;
    }

    private static boolean isOpen(Function function) {
        return function.unavailable >= CircuitBreaker.FAILURES_TO_OPEN;
    }

    /**
     * Starts what is due, so many at most and as many as the function may run.
     *
     * @return what was claimed
     */
    Set<UUID> claim(String name, int limit, Instant now) {
        Function function = functions.get(name);
        if (!function.present || !function.enabled) {
            return Set.of();
        }
        long free = Math.max(0, Math.min(limit, function.concurrency - busy(name)));
        List<Map.Entry<UUID, Entry>> claimed = entries.entrySet().stream()
                .filter(waiting -> waiting.getValue().function.equals(name)
                        && waiting.getValue().status == InvocationStatus.WAIT
                        && !waiting.getValue().dueAt.isAfter(now)
                        && waiting.getValue().expiresAt.isAfter(now))
                .sorted(Comparator.comparing((Map.Entry<UUID, Entry> waiting) -> waiting.getValue().dueAt)
                        .thenComparing(waiting -> waiting.getValue().order))
                .limit(!isOpen(function) ? free : function.probe == null ? Math.min(1, free) : 0)
                .toList();
        claimed.forEach(due -> start(due.getKey(), due.getValue(), function, now));
        return claimed.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void start(UUID id, Entry entry, Function function, Instant now) {
        entry.attempt++;
        if (entry.lostAlone >= CrashSuspects.MAX_LOST_ALONE || entry.lost >= CrashSuspects.MAX_LOST) {
            entry.end(InvocationStatus.FAIL, now);
        } else if (entry.lost > 0 && suspect != null) {
            entry.waitAgain(now);
        } else {
            Run run = new Run(id, entry.attempt);
            entry.status = InvocationStatus.RUNNING;
            entry.leaseUntil = now.plus(TIMEOUT).plus(Engine.LEASE_MARGIN);
            runs.add(run);
            firstLeases.put(run, entry.leaseUntil);
            suspect = entry.lost > 0 ? run : suspect;
            function.probe = isOpen(function) ? run : function.probe;
        }
    }

    private final Map<UUID, String> functionById = new LinkedHashMap<>();

    String functionOf(Run run) {
        return functionById.computeIfAbsent(run.id(), id -> entries.get(id).function);
    }

    void finish(Run run, Outcome outcome, Instant now) {
        remove(run);
        Entry entry = entries.get(run.id());
        said(functions.get(functionOf(run)), run, outcome);
        if (!holdsLease(entry, run)) {
            return;
        }
        if (outcome instanceof Outcome.Success) {
            entry.end(InvocationStatus.SUCCESS, now);
        } else if (outcome instanceof Outcome.Unavailable) {
            entry.waitAgain(now);
        } else {
            entry.failures++;
            if (entry.failures <= functions.get(entry.function).maxRetries && now.isBefore(entry.expiresAt)) {
                entry.waitAgain(now);
            } else {
                entry.end(InvocationStatus.FAIL, now);
            }
        }
    }

    private void remove(Run run) {
        runs.remove(run);
        suspect = run.equals(suspect) ? null : suspect;
    }

    private static void said(Function function, Run run, Outcome outcome) {
        if (!(outcome instanceof Outcome.Unavailable)) {
            reset(function);
        } else if (!isOpen(function) || run.equals(function.probe)) {
            function.unavailable++;
            function.probe = null;
        }
    }

    void cancel(UUID id, Instant now) {
        Entry entry = entries.get(id);
        if (entry.status == InvocationStatus.RUNNING) {
            entry.end(InvocationStatus.FAIL, now);
        } else if (entry.status == InvocationStatus.WAIT) {
            entry.end(InvocationStatus.DISCARD, now);
        }
        runs.stream().filter(run -> run.id().equals(id)).toList().forEach(run -> {
            remove(run);
            Function function = functions.get(functionOf(run));
            function.probe = run.equals(function.probe) ? null : function.probe;
        });
    }

    private void renewLeases(Instant now) {
        for (Run run : runs) {
            Entry entry = entries.get(run.id());
            if (firstLeases.get(run).isBefore(now.plus(Engine.LEASE_MARGIN)) && holdsLease(entry, run)) {
                entry.leaseUntil = now.plus(Engine.LEASE_MARGIN).plus(Engine.LEASE_MARGIN);
            }
        }
    }

    private static boolean holdsLease(Entry entry, Run run) {
        return entry != null && entry.status == InvocationStatus.RUNNING && entry.attempt == run.number();
    }

    /** Whose lease is over by then waits again, while what runs goes on. */
    void endLeases(Instant then) {
        running().stream().filter(entry -> !entry.leaseUntil.isAfter(then)).forEach(entry -> entry.waitAgain(then));
    }

    /** @param now the time at which the next server starts */
    void crash(Instant now) {
        runs.clear();
        suspect = null;
        List<Entry> ran = running();
        long company = ran.stream()
                .filter(entry -> functions.get(entry.function).present)
                .count();
        ran.forEach(entry -> {
            entry.lost++;
            entry.lostAlone += company == 1 && functions.get(entry.function).present ? 1 : 0;
            entry.waitAgain(now);
        });
        functions.values().forEach(function -> {
            reset(function);
            function.removedAt = null;
        });
        catalogChanged = true;
        nextHousekeeping = Instant.MIN;
    }

    private List<Entry> running() {
        return entries.values().stream()
                .filter(entry -> entry.status == InvocationStatus.RUNNING)
                .toList();
    }

    int acceptedInAll() {
        return accepted;
    }
}
