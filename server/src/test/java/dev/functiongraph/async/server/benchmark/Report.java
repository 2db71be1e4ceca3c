package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The figures of all rounds, and their ratios round by round. */
final class Report {
    static final String PER_SECOND = "accepted per second";
    static final String SETTLED = "settled per second under load";
    static final String DONE = "done per second, until idle";
    static final String CPU = "CPU µs each";
    static final String P50 = "p50 µs";
    static final String P99 = "p99 µs";
    static final String ERRORS = "errors";

    /** A figure of one letter, or a ratio. */
    record Key(String letter, String figure) {}

    private final Map<Key, List<Double>> rounds = new LinkedHashMap<>();

    void add(String letter, String figure, double value) {
        rounds.computeIfAbsent(new Key(letter, figure), any -> new ArrayList<>())
                .add(value);
    }

    void add(String letter, String figure, long value) {
        add(letter, figure, (double) value);
    }

    /** Where the operating system tells. */
    void addMemory(String letter, String figure, Measured candidate) throws IOException {
        OptionalLong bytes = candidate.residentBytes();
        if (bytes.isPresent()) {
            add(letter, figure, bytes.getAsLong() / 1048576.0);
        }
    }

    /** As one round of this report, the medians of another. */
    void addMedians(Report parts) {
        parts.figures().forEach((key, figures) -> add(key.letter(), key.figure(), figures.median()));
    }

    /** The ratio of two figures within the same round, so that what slows both of them down does not count. */
    void addRatio(String name, String letter, String figure, String otherLetter, String otherFigure) {
        List<Double> a = rounds.get(new Key(letter, figure));
        List<Double> b = rounds.get(new Key(otherLetter, otherFigure));
        IntStream.range(0, a.size()).forEach(i -> add("ratio", name, a.get(i) / b.get(i)));
    }

    static double micros(Duration cpu, long count) {
        return cpu.toNanos() / 1e3 / count;
    }

    double median(String letter, String figure) {
        return Figures.of(rounds.get(new Key(letter, figure))).median();
    }

    /** The lowest of a figure in all letters; infinite if none has it. */
    double lowest(String figure) {
        return rounds.entrySet().stream()
                .filter(entry -> entry.getKey().figure().equals(figure))
                .flatMap(entry -> entry.getValue().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    Map<Key, Figures> figures() {
        Map<Key, Figures> figures = new LinkedHashMap<>();
        rounds.forEach((key, values) -> figures.put(key, Figures.of(values)));
        return figures;
    }

    /** One figure's values in the order of the rounds, with their median and spread. */
    record Figures(double median, double min, double max, List<Double> rounds) {
        static Figures of(List<Double> rounds) {
            List<Double> sorted = rounds.stream().sorted().toList();
            int last = sorted.size() - 1;
            double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
            return new Figures(median, sorted.get(0), sorted.get(last), List.copyOf(rounds));
        }
    }
}
