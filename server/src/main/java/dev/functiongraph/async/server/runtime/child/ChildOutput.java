package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.invocation.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The reader of what a process writes. It belongs to the attempt that runs: a marker, which the guard writes behind it,
 * tells where the output of an attempt ends. What is written before the first attempt, or between two, belongs to the
 * next one. Thread-safe.
 */
final class ChildOutput {
    private static final int BUFFER_BYTES = 16 << 10;
    /** A guard that does not repeat markers must not have the server wait until it can write another. */
    private static final int MAX_MARKS = 256;

    private static final byte FIRST_OF_MARKER = 0x1e;

    private final String marker = (char) FIRST_OF_MARKER + UUID.randomUUID().toString();
    private final byte[] pattern = (marker + "\n").getBytes(StandardCharsets.US_ASCII);
    private final FunctionLog between = new FunctionLog();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private int marks;

    /** The output of one attempt. */
    private record Part(FunctionLog log, CompletableFuture<Void> read) {}

    /**
     * A place in the output.
     *
     * @param isFirst whether the guard is to write a marker there
     * @param read completes when all before it is read
     */
    record Mark(boolean isFirst, CompletableFuture<Void> read) {}

    private ChildOutput() {}

    static ChildOutput of(InputStream in) {
        ChildOutput output = new ChildOutput();
        Thread reader = new Thread(() -> output.read(in), "function-output");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    String marker() {
        return marker;
    }

    /** Completes when nothing more can come. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** An attempt begins. */
    synchronized void begin(FunctionLog log) {
        if (parts.isEmpty()) {
            between.moveTo(log);
        }
        if (!end.isDone()) {
            parts.add(new Part(log, new CompletableFuture<>()));
        }
    }

    /** The attempt that began last did not begin after all. */
    synchronized void withdraw() {
        parts.pollLast();
    }

    /** The attempt that began last ends here. */
    Mark mark() {
        CompletableFuture<Void> read;
        boolean first;
        synchronized (this) {
            first = !parts.isEmpty() && marks < MAX_MARKS;
            read = first ? parts.getLast().read : CompletableFuture.completedFuture(null);
            if (first) {
                marks++;
            }
        }
        return new Mark(first, read);
    }

    /** What was written outside of any attempt. */
    FunctionLog between() {
        return between;
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int length = 0;
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer, length, BUFFER_BYTES - length)) {
                length = take(buffer, length + count);
            }
        } catch (IOException e) {
            // The process has ended, and its end of the pipe is closed.
            length = 0;
        } finally {
            ended(buffer, length);
        }
    }

    /** @return how many bytes at the end may be the first of a marker; they are at the buffer's beginning now */
    private int take(byte[] buffer, int length) {
        int taken = 0;
        int i = 0;
        while (i < length) {
            int same = matching(buffer, i, length);
            if (same == pattern.length) {
                append(buffer, taken, i - taken);
                marked();
                i += same;
                taken = i;
            } else if (same == length - i) {
                break;
            } else {
                i++;
            }
        }
        append(buffer, taken, i - taken);
        System.arraycopy(buffer, i, buffer, 0, length - i);
        return length - i;
    }

    private int matching(byte[] buffer, int start, int end) {
        int same = 0;
        while (same < pattern.length && start + same < end && buffer[start + same] == pattern[same]) {
            same++;
        }
        return same;
    }

    private synchronized void append(byte[] buffer, int offset, int count) {
        if (count > 0) {
            (parts.isEmpty() ? between : parts.getFirst().log).append(buffer, offset, count);
        }
    }

    private void marked() {
        Part ended;
        synchronized (this) {
            marks--;
            ended = parts.poll();
        }
        if (ended != null) {
            ended.read.complete(null);
        }
    }

    private void ended(byte[] buffer, int length) {
        append(buffer, 0, length);
        List<Part> last;
        synchronized (this) {
            last = List.copyOf(parts);
            parts.clear();
            end.complete(null);
        }
        last.forEach(part -> part.read.complete(null));
    }
}
