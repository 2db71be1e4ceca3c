package dev.functiongraph.async.server.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of what was measured last as bars, in an SVG that can be read on light and on dark pages. */
public final class SpeedChart {
    private static final Map<String, String> NAMES = names();
    private static final int WIDTH = 820;
    private static final int LEFT = 330;
    private static final int LONGEST_BAR = 390;
    private static final int ROW = 22;

    private final List<String> elements = new ArrayList<>();
    private final List<JsonNode> results;
    private int y;

    private SpeedChart(List<JsonNode> results) {
        this.results = results;
    }

    /** {@code RESULTS SPEED.svg}: the directory with {@code throughput.json} and, if it was measured, others. */
    public static void main(String[] arguments) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (String part : List.of("throughput.json", "peers.json")) {
            File file = new File(arguments[0], part);
            if (file.exists()) {
                results.add(new ObjectMapper().readTree(file));
            }
        }
        Files.writeString(Path.of(arguments[1]), new SpeedChart(results).draw());
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("c", "Jersey alone, nothing stored (c)");
        names.put("b", "this server, nothing stored (b)");
        names.put("b append", "this server, a bare append (b append)");
        names.put("a", "this server, accept only (a)");
        names.put("f", "this server, accept in front of a backlog (f)");
        names.put("e", "this server, full cycle (e)");
        names.put("e container", "this server, full cycle, container (e)");
        names.put("l server", "this server, HTTP included");
        names.put("l db-scheduler postgres", "db-scheduler on PostgreSQL");
        names.put("l db-scheduler sqlite", "db-scheduler on SQLite");
        names.put("l jobrunr postgres", "JobRunr on PostgreSQL");
        names.put("l jobrunr sqlite", "JobRunr on SQLite");
        return names;
    }

    private String draw() {
        List<String> server = List.of("c", "b", "b append", "a", "f", "e", "e container");
        List<String> peers = NAMES.keySet().stream()
                .filter(letter -> letter.startsWith("l "))
                .toList();
        panel("CPU of the server, µs for each event: less is better", Report.CPU, server);
        panel("Events accepted per second: more is better", Report.PER_SECOND, server);
        panel("Jobs stored, run and recorded per second: more is better", Report.DONE, peers);
        panel("CPU of a job with its database, µs: less is better", Report.CPU, peers);
        y += ROW;
        text(
                0,
                "note",
                "Medians of " + parameter("rounds") + " rounds of " + parameter("seconds") + " s, "
                        + parameter("connections") + " connections, load from the same machine:");
        y += ROW - 4;
        text(0, "note", parameter("machine"));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <style>
                text { fill: #24292f } .note { fill: #57606a; font-size: 12px } .title { font-weight: bold }
                rect { fill: #8c959f } .own { fill: #0969da }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .note { fill: #9198a1 } rect { fill: #6e7681 } .own { fill: #4493f8 }
                }
                </style>
                %s
                </svg>
                """.formatted(WIDTH, y + 10, String.join("\n", elements));
    }

    /** A bar for each letter that was measured. */
    private void panel(String title, String figure, List<String> letters) {
        List<String> measured =
                letters.stream().filter(letter -> median(letter, figure) > 0).toList();
        double longest = measured.stream()
                .mapToDouble(letter -> median(letter, figure))
                .max()
                .orElse(0);
        if (measured.isEmpty()) {
            return;
        }
        y += ROW + 4;
        text(0, "title", title);
        for (String letter : measured) {
            double value = median(letter, figure);
            long length = Math.max(1, Math.round(value / longest * LONGEST_BAR));
            y += ROW;
            text(0, "", NAMES.get(letter));
            elements.add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\"/>"
                    .formatted(NAMES.get(letter).startsWith("this server") ? "own" : "", LEFT, y - 12, length));
            text(LEFT + length + 6, "", ReportWriter.number(value));
        }
        y += ROW / 2;
    }

    private double median(String letter, String figure) {
        return results.stream()
                .mapToDouble(part -> part.path("figures")
                        .path(letter)
                        .path(figure)
                        .path("median")
                        .asDouble())
                .max()
                .orElse(0);
    }

    private String parameter(String name) {
        return results.get(0).path("parameters").path(name).asText();
    }

    private void text(long x, String kind, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        elements.add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped));
    }
}
