package dev.functiongraph.async.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The reader of files that people write: UTF-8 of a bounded size. */
public final class TextFile {
    /** The reason why bytes are refused that are no text. */
    public static final String NOT_TEXT = "not UTF-8";

    static final int MAX_BYTES = 16 << 20;

    private TextFile() {}

    /** @throws IOException with the reason alone as its message, such as {@code no such file} */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("longer than " + (MAX_BYTES >> 20) + " MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Editors on Windows begin a file with a byte order mark.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new IOException("no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("access denied", e);
        } catch (CharacterCodingException e) {
            throw new IOException(NOT_TEXT, e);
        }
    }
}
