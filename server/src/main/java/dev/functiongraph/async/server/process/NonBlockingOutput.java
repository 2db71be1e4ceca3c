package dev.functiongraph.async.server.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * An output stream on which no caller waits: a thread of its own writes to the target. What the target does not take
 * in time is kept in memory up to a limit, and dropped beyond it; how many lines were dropped is written as soon as it
 * takes some again. Thread-safe.
 */
final class NonBlockingOutput extends OutputStream {
    static final int CAPACITY = 512 << 10;

    private final OutputStream target;
    // Allocated once: something can still be written when no memory is left.
    private byte[] pending = new byte[CAPACITY];
    private byte[] spare = new byte[CAPACITY];
    private int length;
    private boolean writing;
    private long droppedLines;

    NonBlockingOutput(String name, OutputStream target) {
        this.target = target;
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Takes all of it or nothing: half a line would look like one. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        if (count > CAPACITY - length) {
            droppedLines += lines(bytes, offset, count);
            return;
        }
        System.arraycopy(bytes, offset, pending, length, count);
        length += count;
        notifyAll();
    }

    /** @param deadline of {@link System#nanoTime()} */
    synchronized void awaitWritten(long deadline) {
        try {
            for (long left = 1; (length > 0 || writing) && left > 0; ) {
                left = deadline - System.nanoTime();
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            try {
                writePending();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void writePending() throws InterruptedException {
        int count;
        synchronized (this) {
            writing = false;
            notifyAll();
            while (length == 0) {
                wait();
            }
            writing = true;
            byte[] full = pending;
            pending = spare;
            spare = full;
            count = length;
            length = 0;
        }
        try {
            target.write(spare, 0, count);
            long dropped = takeDropped();
            if (dropped > 0) {
                target.write(notice(dropped).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The disk is full, or the reader is gone: there is nobody to tell yet.
            synchronized (this) {
                droppedLines += lines(spare, 0, count);
            }
        }
    }

    private synchronized long takeDropped() {
        long dropped = droppedLines;
        droppedLines = 0;
        return dropped;
    }

    private static String notice(long dropped) {
        return Instant.now() + " WARN  Log " + dropped + " lines were dropped: they could not be written in time\n";
    }

    private static long lines(byte[] bytes, int offset, int count) {
        long lines = 0;
        for (int i = offset; i < offset + count; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
