package dev.functiongraph.async.server.invocation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The output of a function during one attempt: its last 64 KiB, in whole lines where it has lines, and how much came
 * before them. Thread-safe.
 */
public final class FunctionLog {
    public static final int MAX_BYTES = 64 << 10;

    /** Of an attempt that wrote nothing. */
    static final byte[] NOTHING = {};

    private static final int MAX_UTF8_LENGTH = 4;

    /** At most twice as long as what is shown, so that it is not moved at every line. */
    private byte[] kept = {};

    private int length;
    private long total;

    /** Adds a line. */
    public void append(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    /** Adds output as it comes, in pieces of any size. */
    public synchronized void append(byte[] bytes, int offset, int count) {
        int taken = Math.min(count, MAX_BYTES);
        if (length + taken > 2 * MAX_BYTES) {
            System.arraycopy(kept, length - MAX_BYTES, kept, 0, MAX_BYTES);
            length = MAX_BYTES;
        }
        if (length + taken > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(2 * MAX_BYTES, Math.max(2 * kept.length, length + taken)));
        }
        System.arraycopy(bytes, offset + count - taken, kept, length, taken);
        length += taken;
        total += count;
    }

    /** Moves all of it to another log. */
    public synchronized void moveTo(FunctionLog other) {
        int start = start();
        other.append(kept, start, length - start);
        other.skipped(total - length + start);
        kept = new byte[0];
        length = 0;
        total = 0;
    }

    private synchronized void skipped(long bytes) {
        total += bytes;
    }

    public synchronized boolean isEmpty() {
        return total == 0;
    }

    /** What is shown of it, below a line that says how much is missing, if something is; nothing, if nothing was. */
    public synchronized byte[] bytes() {
        if (total == 0) {
            return NOTHING;
        }
        int start = start();
        int shown = length - start;
        byte[] cut = cut(total - shown);
        byte[] bytes = Arrays.copyOf(cut, cut.length + shown);
        System.arraycopy(kept, start, bytes, cut.length, shown);
        return bytes;
    }

    private static byte[] cut(long missing) {
        return missing == 0
                ? NOTHING
                : ("[" + missing + " bytes before this were cut]\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Where the shown part begins: at a line's start, or at least at a character's. */
    private int start() {
        if (length <= MAX_BYTES && total == length) {
            return 0;
        }
        int first = Math.max(0, length - MAX_BYTES);
        for (int i = first; i < length - 1; i++) {
            if (kept[i] == '\n') {
                return i + 1;
            }
        }
        int start = first;
        while (start < length && start < first + MAX_UTF8_LENGTH && (kept[start] & 0xC0) == 0x80) {
            start++;
        }
        return start;
    }

    /** The size alone: output does not belong in the server's own log. */
    @Override
    public synchronized String toString() {
        return "FunctionLog[" + total + " bytes]";
    }
}
