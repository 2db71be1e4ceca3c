package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all instances share: the executor on which their state changes, so that nothing of it needs a lock; threads for
 * what blocks; the runtime API and the directory for their files. Thread-safe.
 */
final class SharedResources implements AutoCloseable {
    static final Duration TICK = Duration.ofMillis(100);
    static final int PROCESSORS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final Logger log = LoggerFactory.getLogger(SharedResources.class);
    /** Of instances in this process, whoever started them: by their numbers they are found and ended. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final ChildSettings settings;
    private final WorkDirectory work;
    private final RuntimeApi api;
    private final Optional<ControlGroups> groups;
    private final OutputReader reader = new OutputReader();
    private final SerialExecutor serial = new SerialExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "instance-timer"));
    private final ExecutorService blocking =
            Executors.newFixedThreadPool(PROCESSORS, task -> daemon(task, "instance-start"));

    /** Of instances of which something may be left. */
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    /** Of those that have ended. */
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private SharedResources(
            ChildSettings settings, WorkDirectory work, RuntimeApi api, Optional<ControlGroups> groups) {
        this.settings = settings;
        this.work = work;
        this.api = api;
        this.groups = groups;
    }

    static SharedResources open(ChildSettings settings) throws IOException {
        Orphans.endThoseOfDeadServers();
        return new SharedResources(
                settings,
                WorkDirectory.open(settings.directory(), settings.user()),
                new RuntimeApi(),
                ControlGroups.open());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    ChildSettings settings() {
        return settings;
    }

    WorkDirectory work() {
        return work;
    }

    RuntimeApi api() {
        return api;
    }

    /** Where the kernel can hold the limits of memory. */
    Optional<ControlGroups> groups() {
        return groups;
    }

    OutputReader reader() {
        return reader;
    }

    long now() {
        return System.nanoTime();
    }

    /** A name for an instance. */
    String newName() {
        String name = Orphans.name(NUMBERS.incrementAndGet());
        names.add(name);
        return name;
    }

    /**
     * Ends what an instance has left behind: in one search of the machine's processes, where several have ended.
     *
     * @param then run when nothing of it is left
     */
    void ended(String name, Runnable then) {
        ended.add(name);
        block(() -> {
            Set<String> all = Set.copyOf(ended);
            if (!all.isEmpty()) {
                Orphans.endThoseOf(all);
                ended.removeAll(all);
                names.removeAll(all);
                groups.ifPresent(those -> those.remove(all));
            }
            then.run();
        });
    }

    /** Runs a short task, after all that was handed over before and never beside another. */
    void execute(Runnable task) {
        if (!closed) {
            serial.execute(safe(task));
        }
    }

    void later(Runnable task) {
        try {
            timer.schedule(() -> execute(task), TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }

    void repeat(Runnable task) {
        timer.scheduleWithFixedDelay(() -> execute(task), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task that may take a while: as many at once as there are processors. */
    void block(Runnable task) {
        try {
            blocking.execute(safe(task));
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }

    /** Runs what follows from an outcome, which concerns no instance. */
    void complete(Runnable task) {
        serial.follow(safe(task));
    }

    private static Runnable safe(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("The runtime of child processes failed", e);
            }
        };
    }

    @Override
    public void close() {
        blocking.shutdown();
        try {
            if (!blocking.awaitTermination(1, TimeUnit.SECONDS)) {
                blocking.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        timer.shutdownNow();
        if (!names.isEmpty()) {
            Orphans.endThoseOf(Set.copyOf(names));
            groups.ifPresent(those -> those.remove(Set.copyOf(names)));
        }
        reader.close();
        api.close();
        work.close();
    }
}
