package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestCredentials.KeyPair;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Refusals of unknown access keys and of wrong secret keys, in a random order, and how well one is told from the other
 * by its time. Each address and each key fails at most ten times, after which answers would be late on purpose; so each
 * connection comes from an address of its own, as Linux has them for the loopback.
 */
final class RefusalTimes {
    private static final String LETTER = "n refusals";
    private static final int PER_ADDRESS = 10;
    /** Of either kind. */
    private static final int SAMPLES = Integer.getInteger("refusals", 4_000);
    /** So many connections are of a server that is not warm. */
    private static final int WARM_UP = SAMPLES / 2 / PER_ADDRESS;

    private static final double NORMAL_95 = 1.96;
    private static final int RESAMPLES = 1_000;

    private final Random random = new Random(1);
    private final List<Double> unknown = new ArrayList<>();
    private final List<Double> wrong = new ArrayList<>();

    private RefusalTimes() {}

    static void measure(Candidates candidates, Report report) throws Exception {
        if (System.getProperty("os.name").equals("Linux")) {
            new RefusalTimes().measureOn(candidates, report);
        }
    }

    private void measureOn(Candidates candidates, Report report) throws Exception {
        TestCredentials credentials = new TestCredentials(candidates.dir());
        int connections = WARM_UP + SAMPLES * 2 / PER_ADDRESS;
        List<KeyPair> keys = IntStream.range(0, connections)
                .mapToObj(i -> new KeyPair("A%019d".formatted(i), "a%039d".formatted(i)))
                .toList();
        credentials.key();
        // All at once: the command would write the file as many times. Its list of keys is its end.
        Files.writeString(
                credentials.file(),
                keys.stream().map(RefusalTimes::entry).collect(Collectors.joining()),
                StandardOpenOption.APPEND);
        Candidate server = candidates.guardedServer(LETTER, credentials.file());
        URI target = server.address().resolve(TestServer.path("stuck"));
        for (int i = 0; i < connections; i++) {
            send(target, i, keys.get(i));
            if (i == WARM_UP) {
                wrong.clear();
                unknown.clear();
            }
        }
        report(report);
    }

    private static String entry(KeyPair key) {
        return "  - {id: %s, secret: %s, projects: [%s], created: 2026-11-29T00:00:00Z}%n"
                .formatted(key.accessKey(), key.secretKey(), TestFunctions.PROJECT);
    }

    /** Sends each kind half of the times that are free, in a random order. */
    private void send(URI target, int number, KeyPair key) throws IOException {
        KeyPair wrongSecret = new KeyPair(key.accessKey(), "0".repeat(40));
        KeyPair unknownKey = new KeyPair("Z" + key.accessKey().substring(1), key.secretKey());
        List<Boolean> kinds = new ArrayList<>(
                IntStream.range(0, PER_ADDRESS).mapToObj(i -> i % 2 == 0).toList());
        Collections.shuffle(kinds, random);
        InetSocketAddress from = new InetSocketAddress("127.1." + number / 200 + "." + (number % 200 + 1), 0);
        try (Connection ofWrong = new Connection(target, Identity.headers(wrongSecret, target));
                Connection ofUnknown = new Connection(target, Identity.headers(unknownKey, target))) {
            ofWrong.open(from);
            ofUnknown.open(from);
            for (boolean isWrong : kinds) {
                long begin = System.nanoTime();
                (isWrong ? ofWrong : ofUnknown).post();
                (isWrong ? wrong : unknown).add((System.nanoTime() - begin) / 1e3);
            }
        }
    }

    private void report(Report report) {
        report.add(LETTER, "p50 µs of a wrong secret key", median(wrong));
        report.add(LETTER, "p50 µs of an unknown access key", median(unknown));
        double[] differences = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> median(resample(unknown)) - median(resample(wrong)))
                .sorted()
                .toArray();
        report.add(LETTER, "unknown less wrong, µs, 95 % from", differences[RESAMPLES / 40]);
        report.add(LETTER, "unknown less wrong, µs, 95 % to", differences[RESAMPLES - 1 - RESAMPLES / 40]);
        double share = shareOfSlowerUnknown();
        double error =
                NORMAL_95 * Math.sqrt((wrong.size() + unknown.size() + 1.0) / (12.0 * wrong.size() * unknown.size()));
        report.add(LETTER, "an unknown one takes longer: probability", share);
        report.add(LETTER, "95 % from", share - error);
        report.add(LETTER, "95 % to", share + error);
    }

    private List<Double> resample(List<Double> values) {
        return random.ints(values.size(), 0, values.size())
                .mapToObj(values::get)
                .toList();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The statistic of Mann and Whitney: 0.5 if a time says nothing. */
    private double shareOfSlowerUnknown() {
        double[] sorted = wrong.stream().mapToDouble(value -> value).sorted().toArray();
        double below = 0;
        for (double value : unknown) {
            int at = Arrays.binarySearch(sorted, value);
            below += at < 0 ? -at - 1 : at + 0.5;
        }
        return below / wrong.size() / unknown.size();
    }
}
