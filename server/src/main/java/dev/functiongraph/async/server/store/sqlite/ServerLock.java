package dev.functiongraph.async.server.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right of one server to use a data directory. It is held on a file of its own, which is there before a database
 * is, and on the database itself: so it holds even if somebody deletes the file in the belief that it is a leftover.
 */
final class ServerLock implements AutoCloseable {
    /** In the page that SQLite uses for its own locks and for nothing else, behind those. */
    private static final long DATABASE_LOCK_AT = 0x4000_0000L + 1_024;

    private final DataDirectory directory;
    private final FileChannel file;
    private @Nullable FileChannel database;

    private ServerLock(DataDirectory directory, FileChannel file) {
        this.directory = directory;
        this.file = file;
    }

    /** @throws IOException if another server has it, or the directory cannot be written */
    static ServerLock take(DataDirectory directory) throws IOException {
        FileChannel file;
        try {
            directory.make();
            DataDirectory.createPrivate(directory.lock());
            file = FileChannel.open(directory.lock(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("the data directory " + directory.path() + " cannot be written", e);
        }
        ServerLock lock = new ServerLock(directory, file);
        lock.require(file, 0);
        return lock;
    }

    /**
     * Locks the database too. Closing a file lets go of all locks that the process has on it, so that this must not be
     * done while SQLite has it open, and {@link #holdDatabase} only then.
     */
    void probeDatabase() throws IOException {
        holdDatabase().close();
        database = null;
    }

    /** @return the database, to be read only, and closed by this lock alone */
    FileChannel holdDatabase() throws IOException {
        Path path = directory.database();
        FileChannel held;
        try {
            held = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(path + " cannot be written: " + SqliteFailure.READ_ONLY.words(), e);
        }
        database = held;
        require(held, DATABASE_LOCK_AT);
        return held;
    }

    private void require(FileChannel channel, long position) throws IOException {
        try {
            if (channel.tryLock(position, 1, false) != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another server of this very process.
        }
        close();
        throw new IOException(
                "another server uses " + directory.path().toAbsolutePath().normalize());
    }

    /** Lets another server use the directory. After SQLite has closed the database. */
    @Override
    public void close() throws IOException {
        if (database != null) {
            database.close();
        }
        file.close();
    }
}
