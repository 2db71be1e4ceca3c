package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Coverage;
import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Finding;
import dev.functiongraph.async.contract.report.Report.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a report for people at a terminal, and for the logs of a build. */
final class ConsoleReport {
    private static final int MOST_MISMATCHES = 3;
    private static final int EXCERPT = 400;

    private ConsoleReport() {}

    static void print(Report report, PrintWriter out) {
        report.groups().stream()
                .flatMap(group -> group.requirements().stream())
                .filter(entry -> !entry.outcome().equals("passed"))
                .forEach(entry -> print(entry, out));
        Totals totals = report.totals();
        List<String> counts = new ArrayList<>(List.of(totals.passed() + " passed", totals.failed() + " failed"));
        add(counts, totals.warnings(), "warnings");
        add(counts, totals.knownFailures(), "known failures");
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

    /** All that is to be said of one requirement. */
    static String of(Entry entry) {
        StringWriter text = new StringWriter();
        print(entry, new PrintWriter(text));
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

    private static void print(Entry entry, PrintWriter out) {
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
        if (!entry.outcome().equals("known failure")) {
            entry.mismatches().stream().limit(MOST_MISMATCHES).forEach(finding -> print(finding, out));
            int more = entry.mismatches().size() - MOST_MISMATCHES + entry.moreMismatches();
            if (more > 0) {
                out.printf("  and %d more%n", more);
            }
        }
        out.printf("  again     %s%n%n", entry.again());
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("  expected  %s%n", indented(finding.expected()));
        out.printf("  actual    %s%n", indented(finding.actual()));
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
