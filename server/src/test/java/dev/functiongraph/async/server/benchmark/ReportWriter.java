package dev.functiongraph.async.server.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.benchmark.Report.Figures;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A {@link Report} as a table, and as {@code NAME.json}. */
final class ReportWriter {
    private final String name;
    private final Report report;
    private final Map<String, String> letters;
    private final Set<Report.Key> printed = new HashSet<>();

    ReportWriter(String name, Report report, Map<String, String> letters) {
        this.name = name;
        this.report = report;
        this.letters = letters;
    }

    /** Prints what has not been printed yet; the file has all. */
    void write() throws IOException {
        System.out.printf("%n%-26s%-52s%12s%12s%12s   %s%n", "", "", "median", "min", "max", "goal");
        report.figures().forEach((key, figures) -> {
            if (printed.add(key)) {
                print(key, figures);
            }
        });
        writeFile();
    }

    private static void print(Report.Key key, Figures figures) {
        System.out.printf(
                "%-26s%-52s%12s%12s%12s   %s%n",
                key.letter(),
                key.figure(),
                number(figures.median()),
                number(figures.min()),
                number(figures.max()),
                goal(key, figures));
    }

    private static String goal(Report.Key key, Figures figures) {
        return Goals.of(key)
                .map(goal -> goal + (goal.isMet(figures.median()) ? "" : ": missed"))
                .orElse("");
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.2f" : "%,.0f", value);
    }

    private void writeFile() throws IOException {
        Map<String, Map<String, Figures>> figures = new LinkedHashMap<>();
        report.figures()
                .forEach((key, value) -> figures.computeIfAbsent(key.letter(), any -> new LinkedHashMap<>())
                        .put(key.figure(), value));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("parameters", new TreeMap<>(Run.parameters()));
        content.put("letters", letters);
        content.put("goals", Goals.ALL);
        content.put("figures", figures);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Run.RESULTS.resolve(name + ".json").toFile(), content);
    }
}
