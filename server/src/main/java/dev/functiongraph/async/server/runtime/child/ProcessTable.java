package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The machine's processes at one moment, where the operating system shows them as Linux does; else none. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int STARTED = 19;
    private static final int RESIDENT_PAGES = 21;
    private static final long KIB = 1024;

    private final Map<Long, Entry> entries = new HashMap<>();

    private record Entry(long pid, long parent, long session, long residentPages) {}

    private ProcessTable() {}

    static ProcessTable read() {
        ProcessTable table = new ProcessTable();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                stat(process).ifPresent(fields -> {
                    long pid = Long.parseLong(process.getFileName().toString());
                    table.entries.put(
                            pid,
                            new Entry(
                                    pid,
                                    Long.parseLong(fields[PARENT]),
                                    Long.parseLong(fields[SESSION]),
                                    Long.parseLong(fields[RESIDENT_PAGES])));
                });
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not Linux: there is no such directory.
            table.entries.clear();
        }
        return table;
    }

    /** A process with all that descend from it, found without looking at all the others. */
    static Set<Long> descendants(long root) {
        Set<Long> found = new HashSet<>();
        List<Long> next = new ArrayList<>(List.of(root));
        while (!next.isEmpty()) {
            long pid = next.remove(next.size() - 1);
            if (found.add(pid)) {
                next.addAll(children(pid));
            }
        }
        return found;
    }

    private static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            for (Path thread : threads) {
                String pids = Files.readString(thread.resolve("children"), StandardCharsets.ISO_8859_1);
                Stream.of(pids.split(" "))
                        .filter(child -> !child.isBlank())
                        .map(Long::valueOf)
                        .forEach(children::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or the kernel does not tell.
            return children;
        }
        return children;
    }

    /** When a process was started, in a unit of the operating system's own; empty if there is none. */
    static Optional<String> started(String pid) {
        return stat(PROC.resolve(pid)).map(fields -> fields[STARTED]);
    }

    /** The fields of {@code stat} from the state on: before it is the name, which may contain anything. */
    private static Optional<String[]> stat(Path process) {
        try {
            String text = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
            return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Set<Long> pids() {
        return Set.copyOf(entries.keySet());
    }

    /** A process with all that descend from it or are in a session of one of these. */
    Set<Long> members(long root) {
        Map<Long, List<Entry>> related = new HashMap<>();
        for (Entry entry : entries.values()) {
            related.computeIfAbsent(entry.parent, any -> new ArrayList<>()).add(entry);
            related.computeIfAbsent(entry.session, any -> new ArrayList<>()).add(entry);
        }
        Set<Long> members = new HashSet<>();
        List<Long> found = new ArrayList<>(List.of(root));
        while (!found.isEmpty()) {
            long pid = found.remove(found.size() - 1);
            if (members.add(pid)) {
                related.getOrDefault(pid, List.of()).forEach(entry -> found.add(entry.pid));
            }
        }
        return members;
    }

    /** The memory of processes in bytes; what they share is divided among them where all are above the limit. */
    long memory(Set<Long> pids, long limit) {
        long resident = 0;
        for (long pid : pids) {
            Entry entry = entries.get(pid);
            resident += entry == null ? 0 : entry.residentPages * MemoryPage.BYTES;
        }
        return resident <= limit
                ? resident
                : pids.stream().mapToLong(ProcessTable::shareOfMemory).sum();
    }

    private static long shareOfMemory(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/smaps_rollup"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                }
            }
        } catch (IOException e) {
            // It has ended.
            return 0;
        }
        return 0;
    }

    /** The size of a page of memory. */
    private static final class MemoryPage {
        private static final int PAGE_SIZE = 6;
        static final long BYTES = bytes();

        /** From what the kernel tells every program at its start. */
        private static long bytes() {
            try {
                java.nio.LongBuffer pairs = java.nio.ByteBuffer.wrap(Files.readAllBytes(PROC.resolve("self/auxv")))
                        .order(java.nio.ByteOrder.nativeOrder())
                        .asLongBuffer();
                while (pairs.remaining() > 1) {
                    long key = pairs.get();
                    long value = pairs.get();
                    if (key == PAGE_SIZE) {
                        return value;
                    }
                }
            } catch (IOException e) {
                return 4 * KIB;
            }
            return 4 * KIB;
        }
    }
}
