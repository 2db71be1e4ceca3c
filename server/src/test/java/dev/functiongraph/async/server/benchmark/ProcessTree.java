package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of a process and all that come from it, those that have ended too; Linux only. */
final class ProcessTree {
    /** Linux counts in hundredths of a second, on every machine. */
    private static final long TICK_MILLIS = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    private ProcessTree() {}

    static Duration cpu(long pid) throws IOException {
        long ticks = ticks(pid, USER_OF_ENDED_CHILDREN) + ticks(pid, SYSTEM_OF_ENDED_CHILDREN);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            ticks += ticks(each.pid(), USER) + ticks(each.pid(), SYSTEM);
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    /** A number of its line in /proc, counted from behind the name; 0 if it has ended meanwhile. */
    private static long ticks(long pid, int index) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String line = Files.readString(stat);
        List<String> words = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        return Long.parseLong(words.get(index));
    }
}
