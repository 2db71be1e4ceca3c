package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many answers one flush to stable storage covers, by the system calls that {@code strace} counts. It slows the
 * server down, so that only their ratio counts. Over one connection no flush can cover two answers: where there are
 * fewer flushes than answers, some answer did not wait for its own.
 */
record SyncCount(String letter, Candidate server, LoadGenerator load) {
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");
    private static final String CALLS = "trace=pwrite64," + String.join(",", SYNCS);

    void report(Report report) throws Exception {
        count(report, load, "over " + load.connections() + " connections");
        count(report, new LoadGenerator(load.targets(), 1), "over one connection");
    }

    private void count(Report report, LoadGenerator counted, String how) throws Exception {
        Path calls = Files.createTempFile("strace", ".txt");
        Process strace = null;
        try {
            strace = strace(calls);
            String said = strace == null ? "no strace" : awaitAttached(strace.inputReader(StandardCharsets.UTF_8));
            if (!said.isEmpty()) {
                System.out.println("flushes were not counted: " + said);
                return;
            }
            Load done = counted.closed(TIME);
            strace.destroy();
            strace.waitFor();
            long syncs = sum(calls, SYNCS);
            report.add(letter, "answers per fdatasync " + how, (double) done.accepted() / syncs);
            report.add(letter, "pwrite64 per answer " + how, (double) sum(calls, Set.of("pwrite64")) / done.accepted());
        } finally {
            if (strace != null) {
                strace.destroy();
            }
            Files.delete(calls);
        }
    }

    /** Null if there is none. */
    private @Nullable Process strace(Path calls) {
        List<String> command = List.of("strace", "-f", "-c", "-e", CALLS, "-o", calls.toString(), "-p", server.pid());
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return null;
        }
    }

    /** @return empty if it is attached, otherwise what it said before it ended */
    private static String awaitAttached(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(" attached")) {
                return "";
            }
            if (line.contains("ptrace")) {
                return line;
            }
        }
        return "strace ended at once";
    }

    /** The table has a line for each call: its number is the fourth word, its name the last. */
    private static long sum(Path table, Set<String> names) throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(words -> names.contains(words.get(words.size() - 1)))
                .collect(Collectors.summingLong(words -> Long.parseLong(words.get(3))));
    }
}
