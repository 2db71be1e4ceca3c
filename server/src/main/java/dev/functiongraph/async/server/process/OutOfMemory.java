package dev.functiongraph.async.server.process;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process that is out of memory. Which thread runs out of it is chance: a server that goes on without that
 * thread's work is neither well nor dead, and no supervisor starts it again. What an executable jar cannot do is to
 * switch on {@code -XX:+ExitOnOutOfMemoryError}.
 */
public final class OutOfMemory {
    private static final Logger log = LoggerFactory.getLogger(OutOfMemory.class);
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);
    private static final int MAX_CAUSES = 20;

    private static volatile boolean endsProcess;

    private OutOfMemory() {}

    /** From now on it ends this process. Not called by a server that is embedded in somebody else's. */
    public static void endsProcess() {
        endsProcess = true;
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            check(thrown); // Not left to the log: there may be no memory for it.
            log.error("The thread {} has ended", thread.getName(), thrown);
        });
    }

    /** Ends the process, at once, if that is an OutOfMemoryError or was caused by one. */
    public static void check(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < MAX_CAUSES && cause != null && endsProcess; i++) {
            if (cause instanceof OutOfMemoryError) {
                end(String.valueOf(cause.getMessage()));
            }
            cause = cause.getCause();
        }
    }

    private static void end(String kind) {
        try {
            endsProcess = false;
            log.error(
                    "Out of memory ({}): the process ends with status {};"
                            + " what still ran is run again at the next start",
                    kind,
                    ExitStatus.OUT_OF_MEMORY);
            StandardStreams.flush(LOG_LIMIT);
        } finally {
            Runtime.getRuntime().halt(ExitStatus.OUT_OF_MEMORY);
        }
    }
}
