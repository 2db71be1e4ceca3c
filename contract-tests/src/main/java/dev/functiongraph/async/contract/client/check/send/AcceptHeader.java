package dev.functiongraph.async.contract.client.check.send;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The parser of the header Accept (RFC 9110, section 12.5.1). */
final class AcceptHeader {
    /** The ranges that have JSON in them; a later one is more specific. */
    private static final List<String> RANGES = List.of("*/*", "application/*", "application/json");

    private AcceptHeader() {}

    static boolean allowsJson(List<String> values) {
        String all = String.join(",", values);
        if (all.isBlank()) {
            return true;
        }
        Map<Integer, Boolean> allowed = new TreeMap<>();
        for (String element : all.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";");
            int range = RANGES.indexOf(parts[0].strip());
            if (range >= 0) {
                allowed.merge(range, !hasNoWeight(parts), Boolean::logicalOr);
            }
        }
        return !allowed.isEmpty() && List.copyOf(allowed.values()).get(allowed.size() - 1);
    }

    private static boolean hasNoWeight(String[] parts) {
        for (String parameter : parts) {
            if (parameter.strip().matches("q[ \\t]*=[ \\t]*0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
