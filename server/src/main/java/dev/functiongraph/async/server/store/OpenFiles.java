package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * The files of an open database. The operating system lets a process write on into a file that was moved, deleted or replaced:
 * what is written there is lost with it. So each write is led by a look at the paths, and followed by one. Used by the
 * writer alone.
 */
final class OpenFiles {
    private static final int HEADER_BYTES = 100;

    private final DataDirectory directory;
    private final FileChannel database;
    private final Object databaseKey;
    private final Object logKey;
    private final Object memoryKey;
    private FileTime written;
    private ByteBuffer header;
    private long logBytes;

    /**
     * @param database the open database
     * @throws IOException if the files are not there, although the database is open
     */
    OpenFiles(DataDirectory directory, FileChannel database) throws IOException {
        this.directory = directory;
        this.database = database;
        BasicFileAttributes attributes = attributes(directory.database());
        databaseKey = attributes.fileKey();
        logKey = attributes(directory.writeAheadLog()).fileKey();
        memoryKey = attributes(directory.sharedMemory()).fileKey();
        remember(attributes);
    }

    /** @throws StoreException if something was done to the files since the last write */
    void beforeWrite() {
        try {
            BasicFileAttributes now = same(directory.database(), databaseKey);
            same(directory.writeAheadLog(), logKey);
            same(directory.sharedMemory(), memoryKey);
            // A time alone is no proof: somebody may have set it. Where files have no key, it is not kept up to date
            // either.
            if (now.fileKey() != null && !now.lastModifiedTime().equals(written) && !header.equals(readHeader())) {
                throw new StoreException(
                        directory.database() + " was overwritten or truncated by another program; stop the server"
                                + " before a backup is restored",
                        null);
            }
            written = now.lastModifiedTime();
        } catch (IOException e) {
            throw new StoreException(directory.path() + " cannot be looked at", e);
        }
    }

    /** @throws StoreException if the files were no longer in their place when the write ended: it may be lost */
    void afterWrite() {
        try {
            BasicFileAttributes now = same(directory.database(), databaseKey);
            logBytes = same(directory.writeAheadLog(), logKey).size();
            same(directory.sharedMemory(), memoryKey);
            if (!now.lastModifiedTime().equals(written)) {
                remember(now);
            }
        } catch (IOException e) {
            throw new StoreException(directory.path() + " cannot be looked at", e);
        }
    }

    /** How large the log beside the database was after the last write. */
    long logBytes() {
        return logBytes;
    }

    private void remember(BasicFileAttributes attributes) throws IOException {
        written = attributes.lastModifiedTime();
        header = readHeader();
    }

    private ByteBuffer readHeader() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        database.read(bytes, 0);
        return bytes.flip();
    }

    private static BasicFileAttributes same(Path path, Object key) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new StoreException(path + " is not there any more: it was moved or deleted while it was in use", e);
        }
        if (key != null && !key.equals(attributes.fileKey())) {
            throw new StoreException(path + " is another file now than the one in use", null);
        }
        return attributes;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }
}
