package dev.functiongraph.async.server.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The standard output and standard error of a process that must go on although nobody reads them. */
public final class StandardStreams {
    private static volatile @Nullable NonBlockingOutput out;
    private static volatile @Nullable NonBlockingOutput err;

    private StandardStreams() {}

    /** From now on neither {@code System.out} nor {@code System.err} lets a thread wait. */
    public static synchronized void neverBlock() {
        if (out == null) {
            out = new NonBlockingOutput("stdout", new FileOutputStream(FileDescriptor.out));
            err = new NonBlockingOutput("stderr", new FileOutputStream(FileDescriptor.err));
            System.setOut(new PrintStream(out, true, Charset.defaultCharset()));
            System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
        }
    }

    /** Waits, at most for so long, until everything printed so far is written. To be called before the process ends. */
    public static void flush(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (NonBlockingOutput stream : new NonBlockingOutput[] {out, err}) {
            if (stream != null) {
                stream.awaitWritten(deadline);
            }
        }
    }
}
