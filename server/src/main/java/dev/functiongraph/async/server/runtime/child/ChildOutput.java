package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.invocation.FunctionLog;
import java.io.IOException;
import java.io.InputStream;

/**
 * The output of a process: its standard output and standard error, which are one pipe. It belongs to the attempt that
 * runs: what a process has written before it answers is in the pipe by then. What is written before the first attempt,
 * or between two, belongs to the next one. Nothing here waits for output; somebody has to {@link #read} now and then,
 * for a pipe holds little. Thread-safe.
 */
final class ChildOutput {
    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final FunctionLog between = new FunctionLog();
    private FunctionLog current = between;

    ChildOutput(InputStream in) {
        this.in = in;
    }

    /** An attempt begins. */
    synchronized void begin(FunctionLog log) {
        read();
        between.moveTo(log);
        current = log;
    }

    /** The attempt ends here, or did not begin after all. */
    synchronized void end() {
        read();
        current = between;
    }

    /** What was written outside of any attempt. */
    FunctionLog between() {
        return between;
    }

    /**
     * Reads what has been written until now, and no more, so that a process that never stops writing delays nobody.
     *
     * @return whether there was anything
     */
    synchronized boolean read() {
        try {
            int written = in.available();
            for (int left = written; left > 0; ) {
                int count = in.read(buffer, 0, Math.min(left, BUFFER_BYTES));
                if (count < 0) {
                    break;
                }
                current.append(buffer, 0, count);
                left -= count;
            }
            return written > 0;
        } catch (IOException e) {
            // The process has ended, and its end of the pipe is closed.
            return false;
        }
    }
}
