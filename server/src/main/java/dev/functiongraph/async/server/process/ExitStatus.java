package dev.functiongraph.async.server.process;

/** The statuses that the server's process ends with. Those of a second signal are 128 and its number, as in a shell. */
public final class ExitStatus {
    /** It was told to stop, and did. */
    public static final int STOPPED = 0;
    /** It was told to stop, and did not within the limit. */
    public static final int NOT_STOPPED_IN_TIME = 1;
    /** It cannot start: wrong arguments, settings or files, an address that is taken. */
    public static final int CANNOT_START = 2;
    /** The same as that of {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int OUT_OF_MEMORY = 3;
    /** A function called {@code System.exit}, with whatever status. */
    public static final int EXIT_CALLED = 4;

    private ExitStatus() {}

    public static int ofSignal(int number) {
        return 128 + number;
    }
}
