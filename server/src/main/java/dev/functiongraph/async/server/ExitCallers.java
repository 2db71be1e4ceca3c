package dev.functiongraph.async.server;

import dev.functiongraph.async.server.process.ExitFrame;
import dev.functiongraph.async.server.process.ExitStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that have called {@code System.exit}, which never returns. */
final class ExitCallers {
    private static final Logger log = LoggerFactory.getLogger(ExitCallers.class);

    private ExitCallers() {}

    /** Names the code that has called it: also where it runs on a thread that no attempt is known for. */
    static void log() {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            for (int i = frames.length - 1; i > 0; i--) {
                if (ExitFrame.is(frames[i - 1])) {
                    log.error(
                            "System.exit was called at {}.{}, line {};"
                                    + " the server stops, and the process ends with status {}",
                            frames[i].getClassName(),
                            frames[i].getMethodName(),
                            frames[i].getLineNumber(),
                            ExitStatus.EXIT_CALLED);
                    return;
                }
            }
        });
    }
}
