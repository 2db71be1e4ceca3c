package dev.functiongraph.async.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes that read a database at this moment, by the locks that they have on its shared memory. Known on Linux
 * only.
 */
final class DatabaseReaders {
    private static final Path LOCKS = Path.of("/proc/locks");
    /** {@code 1: POSIX ADVISORY READ 4711 fe:00:1234 123 123}: process, file, first and last byte. */
    private static final Pattern LOCK =
            Pattern.compile("\\d+: +POSIX +\\S+ +READ +(\\d+) +\\w+:\\w+:(\\d+) +(\\d+) +\\d+.*");
    /** SQLite's read marks, each one byte. */
    private static final long FIRST_MARK = 123;

    private static final long LAST_MARK = 127;

    private final Path sharedMemory;

    DatabaseReaders(Path sharedMemory) {
        this.sharedMemory = sharedMemory;
    }

    String describe() {
        try {
            long inode = ((Number) Files.getAttribute(sharedMemory, "unix:ino")).longValue();
            try (Stream<String> locks = Files.lines(LOCKS)) {
                List<String> found = locks.map(LOCK::matcher)
                        .filter(Matcher::matches)
                        .filter(lock -> Long.parseLong(lock.group(2)) == inode && isMark(Long.parseLong(lock.group(3))))
                        .map(lock -> Long.parseLong(lock.group(1)))
                        .distinct()
                        .map(DatabaseReaders::describe)
                        .toList();
                return found.isEmpty() ? "it is not known which process" : String.join(", ", found);
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "it is not known which process";
        }
    }

    private static boolean isMark(long at) {
        return at >= FIRST_MARK && at <= LAST_MARK;
    }

    /** Not with its arguments: they may hold a secret. */
    private static String describe(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            return "this server itself";
        }
        return "process " + pid
                + ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .map(command -> " (" + command + ")")
                        .orElse("");
    }
}
