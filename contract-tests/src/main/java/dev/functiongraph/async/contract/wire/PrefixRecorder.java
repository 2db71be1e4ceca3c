package dev.functiongraph.async.contract.wire;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input whose beginning is kept, even if it is never read to its end. */
final class PrefixRecorder extends FilterInputStream {
    private static final int MOST = 1_500;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    PrefixRecorder(InputStream in) {
        super(in);
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0 && kept.size() < MOST) {
            kept.write(next);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int start, int count) throws IOException {
        int read = super.read(bytes, start, count);
        if (read > 0) {
            kept.write(bytes, start, Math.min(read, MOST - kept.size()));
        }
        return read;
    }
}
