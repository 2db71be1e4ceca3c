package dev.functiongraph.async.contract.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of one message, as lines and as blocks. It is read no further than an answer of the contract can go. */
final class MessageInput {
    /** A page may have 500 messages of 2,048 characters, each of which may be written as two escapes of 6 bytes. */
    static final int MAX_MESSAGE = 16 * 1024 * 1024;

    private static final int MAX_LINE = 64 * 1024;
    private static final int MOST_MORE = 200;

    private final PrefixRecorder in;
    private ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private int count;

    MessageInput(InputStream in) {
        this.in = new PrefixRecorder(in);
    }

    /** The beginning of the input so far. */
    byte[] beginning() {
        return in.bytes();
    }

    /** All bytes since this was last asked for. */
    byte[] taken() {
        byte[] bytes = seen.toByteArray();
        seen = new ByteArrayOutputStream();
        return bytes;
    }

    /**
     * Up to a line feed, which is not in it; a carriage return before it is.
     *
     * @throws EOFException if the connection ends where a message would begin
     */
    String line(boolean beginsMessage) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 && beginsMessage && line.size() == 0) {
                throw new EOFException("the connection ended without an answer");
            }
            if (next < 0) {
                note(line.toByteArray());
                throw new UnreadableException("the connection ended in the middle of the message");
            }
            if (line.size() == MAX_LINE) {
                throw new UnreadableException("a line has more than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        line.write('\n');
        note(line.toByteArray());
        return line.toString(StandardCharsets.ISO_8859_1).substring(0, line.size() - 1);
    }

    byte[] exactly(int length) throws IOException {
        if (length > MAX_MESSAGE - count) {
            throw tooLarge();
        }
        byte[] bytes = in.readNBytes(length);
        note(bytes);
        if (bytes.length < length) {
            throw new UnreadableException(
                    "the connection ended after " + bytes.length + " of " + length + " bytes of the body");
        }
        return bytes;
    }

    /** Up to the connection's end. */
    byte[] rest() throws IOException {
        byte[] bytes = in.readNBytes(MAX_MESSAGE - count + 1);
        note(bytes);
        return bytes;
    }

    /** The beginning of the input that has arrived but was not read; it can be read again. */
    byte[] more() {
        try {
            in.mark(MOST_MORE);
            byte[] more = in.readNBytes(Math.min(in.available(), MOST_MORE));
            in.reset();
            return more;
        } catch (IOException e) {
            // The message that was read before is complete nevertheless.
            return new byte[0];
        }
    }

    private void note(byte[] bytes) throws IOException {
        count += bytes.length;
        if (count > MAX_MESSAGE) {
            throw tooLarge();
        }
        seen.writeBytes(bytes);
    }

    private static UnreadableException tooLarge() {
        return new UnreadableException(
                "the message has more than " + MAX_MESSAGE + " bytes; this kit stopped reading it");
    }
}
