package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The media ranges of an Accept header, as far as they concern JSON (RFC 9110, section 12.5.1). */
final class AcceptRanges {
    private static final List<String> MOST_SPECIFIC_FIRST = List.of("application/json", "application/*", "*/*");

    private AcceptRanges() {}

    static boolean json(List<String> values) {
        Map<String, Boolean> wanted = new TreeMap<>();
        for (String range : String.join(",", values).toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.replaceAll("\\s", "").split(";", -1);
            wanted.put(parts[0], !parts[parts.length - 1].matches("q=0(\\.0*)?"));
        }
        return MOST_SPECIFIC_FIRST.stream()
                .filter(wanted::containsKey)
                .findFirst()
                .map(wanted::get)
                .orElse(false);
    }
}
