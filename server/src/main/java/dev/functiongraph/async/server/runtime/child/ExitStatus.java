package dev.functiongraph.async.server.runtime.child;

import java.util.Map;

/** The exit status of a process as a shell tells it: above 128 it was ended by a signal. */
record ExitStatus(int number) {
    private static final int SIGNALED = 128;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int ABORTED = 6;
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
            "SIGPIPE", 15, "SIGTERM");

    /** Whether the program could not even be started. */
    boolean isNotStarted() {
        return number == NOT_EXECUTABLE || number == NOT_FOUND;
    }

    boolean isAborted() {
        return number == SIGNALED + ABORTED;
    }

    @Override
    public String toString() {
        int signal = number - SIGNALED;
        return signal > 0
                ? "was ended by signal " + SIGNALS.getOrDefault(signal, String.valueOf(signal))
                : "ended with exit status " + number;
    }
}
