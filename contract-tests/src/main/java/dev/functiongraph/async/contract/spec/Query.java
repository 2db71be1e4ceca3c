package dev.functiongraph.async.contract.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The parser of a request's query. */
public final class Query {
    private Query() {}

    /**
     * The values of each parameter, in the order in which they came.
     *
     * @param raw percent-encoded; empty where there is none
     * @param problems gets everything that cannot be read
     */
    public static Map<String, List<String>> parameters(String raw, Consumer<String> problems) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return parameters;
        }
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            try {
                String value = parts.length == 1 ? "" : decoded(parts[1]);
                parameters
                        .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(value);
            } catch (IllegalArgumentException e) {
                problems.accept("the query has an invalid percent-encoding in " + pair);
            }
        }
        return parameters;
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
}
