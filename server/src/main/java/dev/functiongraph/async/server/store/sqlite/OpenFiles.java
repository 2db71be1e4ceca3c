package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * The files of an open database. The operating system lets a process write on into a file that was moved, deleted or
 * replaced: what is written there is lost with it. So the paths are compared with the open files before and after each
 * write. Used by one thread.
 */
final class OpenFiles implements AutoCloseable {
    private static final int HEADER_BYTES = 100;
    /** Positions in the shared memory, by "WAL-mode File Format", section 2.2, of SQLite's documentation. */
    private static final int LOG_SALT = 32;

    private static final int COPIED_FRAMES = 96;

    private final DataDirectory directory;
    private final FileChannel database;
    private final FileChannel memory;
    private final Object databaseKey;
    private final Object logKey;
    private final Object memoryKey;
    private FileTime written;
    private ByteBuffer header;
    private ByteBuffer state;
    private long logBytes;

    /**
     * @param database the open database; neither it nor the shared memory may be closed while SQLite has them open,
     *     because that would let go of SQLite's locks
     * @throws IOException if the files are not there, although the database is open
     */
    OpenFiles(DataDirectory directory, FileChannel database) throws IOException {
        this.directory = directory;
        this.database = database;
        BasicFileAttributes attributes = attributes(directory.database());
        databaseKey = attributes.fileKey();
        logKey = attributes(directory.writeAheadLog()).fileKey();
        memoryKey = attributes(directory.sharedMemory()).fileKey();
        memory = FileChannel.open(directory.sharedMemory(), StandardOpenOption.READ);
        remember(attributes);
        state = head(memory);
    }

    /** @throws StoreException if something was done to the files since the last write */
    void beforeWrite() {
        try {
            BasicFileAttributes now = same(directory.database(), databaseKey);
            same(directory.writeAheadLog(), logKey);
            same(directory.sharedMemory(), memoryKey);
            // Where files have no key, as on Windows, their time is not kept up to date either.
            if (now.fileKey() != null && !now.lastModifiedTime().equals(written)) {
                requireSqlite();
                remember(now);
            }
        } catch (IOException e) {
            throw unknown(e);
        }
    }

    /**
     * Who writes a database by way of SQLite, such as a tool, leaves a trace in the shared memory; who copies does not.
     */
    private void requireSqlite() throws IOException {
        if (!header.equals(head(database)) && state.equals(head(memory))) {
            throw overwritten();
        }
    }

    private StoreException overwritten() {
        return new StoreException(
                directory.database() + " was overwritten or truncated by another program; stop the server, then"
                        + " restore a backup",
                null);
    }

    /** @throws StoreException if the files were no longer in their place when the write ended: it may be lost */
    void afterWrite() {
        try {
            BasicFileAttributes now = same(directory.database(), databaseKey);
            logBytes = same(directory.writeAheadLog(), logKey).size();
            same(directory.sharedMemory(), memoryKey);
            ByteBuffer before = state;
            state = head(memory);
            if (!now.lastModifiedTime().equals(written)) {
                // A commit writes the log; the database only by a checkpoint, which leaves a trace.
                if (!header.equals(head(database)) && checkpoint(before).equals(checkpoint(state))) {
                    throw overwritten();
                }
                remember(now);
            }
        } catch (IOException e) {
            throw unknown(e);
        }
    }

    /** How large the log beside the database was after the last write. */
    long logBytes() {
        return logBytes;
    }

    private void remember(BasicFileAttributes attributes) throws IOException {
        written = attributes.lastModifiedTime();
        header = head(database);
    }

    /** What a checkpoint changes of the shared memory: how much of the log it has copied, and which log this is. */
    private static List<Object> checkpoint(ByteBuffer memory) {
        return List.of(memory.slice(LOG_SALT, 8), memory.slice(COPIED_FRAMES, 4));
    }

    private static ByteBuffer head(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        file.read(bytes, 0);
        return bytes.flip();
    }

    private static BasicFileAttributes same(Path path, Object key) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    path + " was moved or deleted while it was in use; put it back, or restart the server without it",
                    e);
        }
        if (key != null && !key.equals(attributes.fileKey())) {
            throw new StoreException(
                    path + " was replaced by another file while it was in use; put the one in use back, or restart the"
                            + " server with the other",
                    null);
        }
        return attributes;
    }

    private StoreException unknown(IOException cause) {
        return new StoreException("the files in " + directory.path() + " cannot be looked at any more", cause);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** After SQLite has closed them. */
    @Override
    public void close() throws IOException {
        memory.close();
    }
}
