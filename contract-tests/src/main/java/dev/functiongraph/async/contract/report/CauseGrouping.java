package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.Report.Cause;
import dev.functiongraph.async.contract.report.Report.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grouping of requirements that did not pass by their causes, so that each cause is reported once. */
final class CauseGrouping {
    /** What cannot run mostly follows from what failed, and the last ones need no action. */
    private static final List<String> ORDER =
            List.of("failed", "unexpectedly passed", "warning", "could not run", "known failure", "not applicable");

    private static final Pattern ERROR =
            Pattern.compile("([1-5][0-9]{2}) .*?\"error_code\"\\s*:\\s*\"([^\"]*)\".*", Pattern.DOTALL);
    private static final Pattern CHANGING = Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}|[0-9]{4,}[0-9T:.Z+-]*");

    private final Map<String, Cause> causes = new LinkedHashMap<>();

    private CauseGrouping() {}

    /** The causes by what they lead to, first those that most requirements have. What passed has none. */
    static List<Cause> of(List<Entry> entries) {
        CauseGrouping grouping = new CauseGrouping();
        entries.forEach(grouping::add);
        return grouping.causes.values().stream()
                .sorted(Comparator.comparing((Cause cause) -> ORDER.indexOf(cause.outcome()))
                        .thenComparing(cause -> -cause.requirements().size()))
                .toList();
    }

    private void add(Entry entry) {
        boolean compares = List.of("failed", "warning").contains(entry.outcome());
        if (compares) {
            entry.mismatches().forEach(finding -> add(entry, finding.expected(), finding.actual()));
        } else if (!entry.outcome().equals("passed")) {
            add(entry, "", entry.note().isEmpty() ? entry.demand() : entry.note());
        }
    }

    private void add(Entry entry, String expected, String actual) {
        String key = String.join("\n", entry.outcome(), same(expected), same(actual));
        List<String> ids = causes.computeIfAbsent(
                        key, any -> new Cause(entry.outcome(), expected, actual, new ArrayList<>()))
                .requirements();
        if (!ids.contains(entry.id())) {
            ids.add(entry.id());
        }
    }

    /** The text without what differs from one request to the next. */
    private static String same(String text) {
        Matcher error = ERROR.matcher(text);
        return error.matches()
                ? error.group(1) + " " + error.group(2)
                : CHANGING.matcher(text.replaceFirst(", as the request breaks .*", ""))
                        .replaceAll("…");
    }
}
