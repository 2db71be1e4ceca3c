package dev.functiongraph.async.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room that is left on the disk of a directory. Asks the file system a few times a second at most. Thread-safe. */
final class DiskSpace {
    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
    private static final long FRESH_NANOS = 250_000_000;
    private static final int LOG_SHARE = 4;

    private final Path dir;
    private final long minFreeBytes;
    private volatile boolean room = true;
    private volatile long reusableBytes;
    private volatile long askedAt = System.nanoTime() - FRESH_NANOS;

    DiskSpace(Path dir, long minFreeBytes) {
        this.dir = dir;
        this.minFreeBytes = minFreeBytes;
    }

    /** What the database has inside for new rows: its file keeps the room of those that were deleted. */
    void reusable(long bytes) {
        reusableBytes = bytes;
    }

    boolean hasRoom() {
        long now = System.nanoTime();
        if (now - askedAt >= FRESH_NANOS) {
            askedAt = now;
            ask();
        }
        return room;
    }

    private void ask() {
        boolean before = room;
        try {
            long usable = Files.getFileStore(dir).getUsableSpace();
            // The log beside the database still needs some of the disk's own.
            room = usable >= minFreeBytes
                    || (usable >= minFreeBytes / LOG_SHARE && usable + reusableBytes >= minFreeBytes);
        } catch (IOException e) {
            // The directory is not where it was; what that means for writes, they find out themselves, and say so.
            log.debug("The free space of {} is not known", dir, e);
        }
        if (before && !room) {
            log.error("Less than {} bytes are free in {}: nothing more is accepted", minFreeBytes, dir);
        } else if (!before && room) {
            log.info("There is room in {} again", dir);
        }
    }
}
