package dev.functiongraph.async.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the disk of a directory has room left. Asks the file system a few times a second at most. Thread-safe. */
final class DiskSpace {
    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
    private static final long FRESH_NANOS = 250_000_000;

    private final Path dir;
    private final long minFreeBytes;
    private volatile boolean room = true;
    private volatile long askedAt = System.nanoTime() - FRESH_NANOS;

    DiskSpace(Path dir, long minFreeBytes) {
        this.dir = dir;
        this.minFreeBytes = minFreeBytes;
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
            room = Files.getFileStore(dir).getUsableSpace() >= minFreeBytes;
        } catch (IOException e) {
            log.error("The free space of {} is not known", dir, e);
            room = false;
        }
        if (before && !room) {
            log.error("Less than {} bytes are free in {}: nothing more is accepted", minFreeBytes, dir);
        } else if (!before && room) {
            log.info("There is room in {} again", dir);
        }
    }
}
