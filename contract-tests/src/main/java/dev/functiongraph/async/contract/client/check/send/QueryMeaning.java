package dev.functiongraph.async.contract.client.check.send;

import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The check of a listing's query by its meaning: a time may be written in two ways, and a default may be left out. */
final class QueryMeaning {
    private static final Map<String, String> DEFAULTS = Map.of("limit", "100", "marker", "0");

    private QueryMeaning() {}

    static void judge(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        String query = conversation.first().query();
        Map<String, List<String>> sent = new HashMap<>(
                Query.parameters(query, problem -> expectation.that(false, "a query that can be decoded", problem)));
        Map<String, String> expected = new TreeMap<>(DEFAULTS);
        expected.putAll(conversation.call().query());
        DEFAULTS.forEach((name, value) -> sent.putIfAbsent(name, List.of(value)));
        expected.forEach((name, value) -> {
            List<String> values = sent.getOrDefault(name, List.of());
            expectation.that(
                    values.size() == 1 && meaning(name, values.get(0)).equals(meaning(name, value)),
                    "the query parameter " + name + "=" + value,
                    query);
        });
        sent.keySet().removeAll(expected.keySet());
        expectation.that(sent.isEmpty(), "no other query parameters", query);
    }

    private static String meaning(String name, String value) {
        if (name.endsWith("_time")) {
            try {
                return Instant.parse(value.replaceFirst("Z?$", "Z")).toString();
            } catch (DateTimeException e) {
                return value;
            }
        }
        return name.equals("request_id") ? value.toLowerCase(Locale.ROOT) : value;
    }
}
