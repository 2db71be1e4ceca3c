package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control group (cgroup v2): processes that may have so much memory together. */
record ControlGroup(Path directory) {
    private static final Logger log = LoggerFactory.getLogger(ControlGroup.class);

    /** Makes it: what exceeds its memory is ended as a whole, and is not swapped out. */
    void create(long memory) throws IOException {
        Files.createDirectory(directory);
        write(directory.resolve("memory.max"), Long.toString(memory));
        write(directory.resolve("memory.oom.group"), "1");
        Path swap = directory.resolve("memory.swap.max");
        // Not where the kernel cannot swap.
        if (Files.exists(swap)) {
            write(swap, "0");
        }
    }

    void join(long pid) throws IOException {
        write(processes(), Long.toString(pid));
    }

    /** Where a process is written that is to join it; 0 is who writes. */
    Path processes() {
        return directory.resolve("cgroup.procs");
    }

    /** Whether processes of it were ended because they exceeded its memory, and not that of a larger group. */
    boolean isExceeded() {
        try {
            List<String> events = Files.readAllLines(directory.resolve("memory.events"));
            return happened(events, "oom ") && happened(events, "oom_kill ");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean happened(List<String> events, String kind) {
        return events.stream().anyMatch(line -> line.startsWith(kind) && !line.equals(kind + "0"));
    }

    /**
     * Ends what is in it, if the kernel can, and removes it when that has ended.
     *
     * @return whether it is no more
     */
    boolean remove() {
        try {
            Path kill = directory.resolve("cgroup.kill");
            if (Files.exists(kill)) {
                write(kill, "1");
            }
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            log.debug("{} still has processes", directory, e);
            return false;
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }
}
