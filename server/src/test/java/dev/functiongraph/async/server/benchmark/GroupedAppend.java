package dev.functiongraph.async.server.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Threads that each append a record and wait for it, again and again. Each line of its input is a number of
 * milliseconds, for which it does so and then says how many records that were.
 */
public final class GroupedAppend {
    private final AppendedFile file;
    private final int callers;

    private GroupedAppend(AppendedFile file, int callers) {
        this.file = file;
        this.callers = callers;
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        GroupedAppend append = new GroupedAppend(AppendedFile.open(Path.of("log")), Integer.parseInt(arguments[0]));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println("done " + append.run(Long.parseLong(line) * 1_000_000) + " 0");
        }
    }

    private long run(long nanos) {
        long end = System.nanoTime() + nanos;
        List<CompletableFuture<Long>> counts = IntStream.range(0, callers)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> append(end), task -> new Thread(task).start()))
                .toList();
        return counts.stream().mapToLong(CompletableFuture::join).sum();
    }

    private long append(long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            file.append().join();
            count++;
        }
        return count;
    }
}
