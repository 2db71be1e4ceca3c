package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Cause;
import dev.functiongraph.async.contract.report.Report.Coverage;
import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Totals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The report on a console: one screen, which ends with the ids that did not pass. A single requirement that did not
 * pass is shown with its messages; of several, only their causes.
 */
final class ConsoleReport {
    private static final List<String> LISTED = List.of("warning", "could not run", "unexpectedly passed", "failed");
    private static final int MOST_CAUSES = 4;
    private static final int WIDTH = 105;
    private static final int EXCERPT = 85;
    private static final int MOST_IDS_OF_CAUSE = 3;
    private static final int MOST_ID_LINES = 3;

    private final Report report;
    private final PrintWriter out;

    private ConsoleReport(Report report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    /** @param page the full report, if it is written */
    static void print(Report report, Optional<Path> page, PrintWriter out) {
        new ConsoleReport(report, out).print(page);
        out.flush();
    }

    private void print(Optional<Path> page) {
        List<Entry> shown = report.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .filter(entry -> !entry.outcome().equals("passed"))
                .toList();
        if (shown.size() == 1) {
            out.println(EntryText.of(shown.get(0)));
            out.println();
        } else {
            printCauses();
        }
        printVerdict();
        LISTED.forEach(this::printIds);
        page.ifPresentOrElse(file -> out.println("full report: " + file), () -> {
            if (report.hasCauses()) {
                out.println("full report: run it again with --report DIR and --seed " + report.seed());
            }
        });
    }

    private void printCauses() {
        report.causes().stream().limit(MOST_CAUSES).forEach(this::print);
        int more = report.causes().size() - MOST_CAUSES;
        if (more > 0) {
            out.printf("and %d more %s%n%n", more, more == 1 ? "cause" : "causes");
        }
    }

    private void print(Cause cause) {
        List<String> ids = cause.requirements();
        String more = ids.size() > MOST_IDS_OF_CAUSE ? " and " + (ids.size() - MOST_IDS_OF_CAUSE) + " more" : "";
        out.printf(
                "%s%s: %s%n",
                String.join(", ", ids.subList(0, Math.min(MOST_IDS_OF_CAUSE, ids.size()))),
                more,
                cause.outcome().toUpperCase(Locale.ROOT));
        if (cause.expected().isEmpty()) {
            out.printf("  because   %s%n%n", line(cause.actual()));
        } else {
            out.printf("  expected  %s%n  actual    %s%n%n", line(cause.expected()), line(cause.actual()));
        }
    }

    private static String line(String text) {
        return Printable.excerpt(text.strip().replaceAll("\\s+", " "), EXCERPT);
    }

    private void printVerdict() {
        Totals totals = report.totals();
        List<String> counts = new ArrayList<>(List.of(totals.passed() + " passed", totals.failed() + " failed"));
        add(counts, totals.warnings(), totals.warningsWord());
        add(counts, totals.knownFailures(), totals.knownFailuresWord());
        add(counts, totals.unexpectedlyPassed(), "unexpectedly passed");
        add(counts, totals.couldNotRun(), "could not run");
        add(counts, totals.notApplicable(), "not applicable");
        String part = report.isPartial() ? " (" + report.checked() + " of " + report.required() + " requirements)" : "";
        out.println(String.join(", ", counts) + part);
        if (report.side().equals("server")) {
            out.println(coverage(report.coverage()));
        }
        if (!report.limit().isEmpty()) {
            out.println(report.limit());
        }
        out.printf(
                "%s, contract %s, %s: %s (seed %s, %s s)%n",
                report.side(), report.contract(), report.subject(), report.headline(), report.seed(), report.seconds());
    }

    private static void add(List<String> counts, long count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }

    private static String coverage(Coverage coverage) {
        return "coverage: %d %% of what a black box can provoke (%d of %d)%s"
                .formatted(
                        coverage.percent(),
                        coverage.seen(),
                        coverage.provokable(),
                        coverage.notProvokable().isEmpty()
                                ? ""
                                : "; not provokable: " + String.join(", ", coverage.notProvokable()));
    }

    /** As many ids as the lines for them hold, and how many more there are. */
    private void printIds(String outcome) {
        List<String> ids = report.ids(outcome);
        StringBuilder text = new StringBuilder();
        String line = outcome + ":";
        int lines = 1;
        for (int i = 0; i < ids.size(); i++) {
            String id = " " + ids.get(i) + (i < ids.size() - 1 ? "," : "");
            if (line.length() + id.length() > WIDTH) {
                if (lines == MOST_ID_LINES) {
                    line += " and " + (ids.size() - i) + " more";
                    break;
                }
                lines++;
                text.append(line).append(System.lineSeparator());
                line = " ";
            }
            line += id;
        }
        if (!ids.isEmpty()) {
            out.println(text + line);
        }
    }
}
