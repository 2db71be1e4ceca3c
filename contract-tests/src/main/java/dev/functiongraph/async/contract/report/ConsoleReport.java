package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Coverage;
import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Finding;
import dev.functiongraph.async.contract.report.Report.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints a report for people at a terminal, and for the logs of a build. */
final class ConsoleReport {
    private static final int MOST_MISMATCHES = 3;
    private static final int EXCERPT = 400;
    private static final Set<String> HINDERED = Set.of("could not run", "not applicable");

    private ConsoleReport() {}

    static void print(Report report, PrintWriter out) {
        Map<String, String> obstacles = new HashMap<>();
        report.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .filter(entry -> !entry.outcome().equals("passed"))
                .forEach(entry -> {
                    String first = obstacles.putIfAbsent(entry.outcome() + entry.note(), entry.id());
                    if (first != null && HINDERED.contains(entry.outcome())) {
                        // What has ended a server stands in the way of all that follows.
                        out.printf("%s: %s, for the reason of %s%n%n", entry.id(), entry.outcome(), first);
                    } else {
                        print(entry, MOST_MISMATCHES, out);
                    }
                });
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
        out.printf(
                "%s, contract %s, %s: %s (seed %s, %s s)%n",
                report.side(), report.contract(), report.subject(), report.headline(), report.seed(), report.seconds());
        out.flush();
    }

    /** What is to be said of one requirement on a console. */
    static String of(Entry entry) {
        return of(entry, MOST_MISMATCHES);
    }

    /** All that the report has of one requirement, known failures included. */
    static String allOf(Entry entry) {
        return of(entry, Integer.MAX_VALUE);
    }

    private static String of(Entry entry, int most) {
        StringWriter text = new StringWriter();
        print(entry, most, new PrintWriter(text));
        return text.toString().strip();
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

    private static void print(Entry entry, int most, PrintWriter out) {
        if (entry.outcome().equals("not applicable")) {
            out.printf("%s: not applicable: %s%n%n", entry.id(), entry.note());
            return;
        }
        out.printf("%s: %s%n", entry.id(), entry.outcome().toUpperCase(Locale.ROOT));
        out.printf("  demand    %s%n", indented(entry.demand()));
        out.printf("  source    %s%n", entry.source());
        if (!entry.note().isEmpty()) {
            out.printf("  note      %s%n", indented(entry.note()));
        }
        // What is known is not told again each time; the files have it.
        if (!entry.outcome().equals("known failure") || most > MOST_MISMATCHES) {
            entry.mismatches().stream().limit(most).forEach(finding -> print(finding, out));
            int more = Math.max(0, entry.mismatches().size() - most) + entry.moreMismatches();
            if (more > 0) {
                out.printf("  and %d more%n", more);
            }
        }
        out.printf("  again     %s%n%n", entry.again());
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("  expected  %s%n", indented(finding.expected()));
        out.printf("  actual    %s%n", indented(finding.actual()));
        if (!finding.call().isEmpty()) {
            out.printf("  call      %s%n", indented(finding.call()));
        }
        if (!finding.sent().isEmpty()) {
            out.printf("  sent      %s%n", indented(finding.sent()));
            out.printf("  received  %s%n", indented(finding.received()));
        }
        if (!finding.replay().isEmpty()) {
            out.printf("  replay    %s%n", finding.replay());
        }
    }

    private static String indented(String text) {
        return Printable.excerpt(text, EXCERPT).replace("\n", "\n            ");
    }
}
