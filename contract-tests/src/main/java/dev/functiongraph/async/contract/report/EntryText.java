package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Entry;
import dev.functiongraph.async.contract.report.Report.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** The plain text of one requirement's findings. */
final class EntryText {
    private static final int MOST_MISMATCHES = 3;
    private static final int EXCERPT = 400;

    private EntryText() {}

    /** The first findings, for a console. */
    static String of(Entry entry) {
        return of(entry, MOST_MISMATCHES);
    }

    /** All findings that the report has, those of known failures included. */
    static String allOf(Entry entry) {
        return of(entry, Integer.MAX_VALUE);
    }

    private static String of(Entry entry, int most) {
        StringWriter text = new StringWriter();
        print(entry, most, new PrintWriter(text));
        return text.toString().strip();
    }

    private static void print(Entry entry, int most, PrintWriter out) {
        if (entry.outcome().equals("not applicable")) {
            out.printf("%s: not applicable: %s%n", entry.id(), entry.note());
            return;
        }
        out.printf("%s: %s%n", entry.id(), entry.outcome().toUpperCase(Locale.ROOT));
        out.printf("  demand    %s%n", indented(entry.demand()));
        out.printf("  source    %s%n", entry.source());
        if (!entry.note().isEmpty()) {
            out.printf("  note      %s%n", indented(entry.note()));
        }
        if (!entry.outcome().equals("known failure") || most > MOST_MISMATCHES) {
            entry.mismatches().stream().limit(most).forEach(finding -> print(finding, out));
            int more = Math.max(0, entry.mismatches().size() - most) + entry.moreMismatches();
            if (more > 0) {
                out.printf("  and %d more%n", more);
            }
        }
        out.printf("  again     %s%n", entry.again());
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
