package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The checks of how a listing's query is spelled: letter case counts in the names of parameters, and not in ids;
 * escapes do not count at all.
 */
public final class QuerySpellingChecks {
    private QuerySpellingChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "list.encoded-query", QuerySpellingChecks::encodedQuery,
                "list.parameter-letter-case", QuerySpellingChecks::parameterNames,
                "list.id-letter-case", QuerySpellingChecks::ids);
    }

    /** Their values are such as a parameter of that name must not have. */
    private static void parameterNames(Probe probe) throws CouldNotRunException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        List<String> names = probe.contract().operation(OperationId.LIST).parameters().stream()
                .filter(parameter -> parameter.at("in").text().equals("query"))
                .map(parameter -> parameter.at("name").text())
                .toList();
        for (String name : names) {
            for (String variant : LetterCase.variants(name, probe.random())) {
                expectListed(probe, id, "?" + variant + "=no-" + name + "&request_id=" + id, "as without " + variant);
            }
        }
    }

    private static void encodedQuery(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        String status = InvocationPoller.ended(probe, urn, id).status();
        String plain = "request_id=" + id + "&status=" + status
                + "&query_begin_time=2001-02-03T04:05:06Z&query_end_time=2999-12-31T23:59:59Z&limit=1&marker=0";
        Exchange unencoded = probe.send(probe.requests().list(urn, "?" + plain));
        if (!Pages.ids(unencoded).equals(List.of(id))) {
            throw new CouldNotRunException(
                    "the invocation is not found by its id, status and time: " + unencoded.summary());
        }
        for (String encoded : List.of(everywhere(plain, "[A-Za-z0-9_]"), everywhere(plain, "[:_-]"))) {
            Exchange exchange = probe.send(probe.requests().list(urn, "?" + encoded));
            probe.expect(exchange)
                    .that(
                            Pages.ids(exchange).equals(List.of(id)),
                            "the same as of the query without escapes, the invocation " + id,
                            exchange.summary());
        }
    }

    /** With an escape for each of these characters. */
    private static String everywhere(String query, String characters) {
        return Pattern.compile(characters)
                .matcher(query)
                .replaceAll(found -> String.format("%%%02x", (int) found.group().charAt(0)));
    }

    private static void ids(Probe probe) throws CouldNotRunException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        for (String variant : List.of(id.toUpperCase(Locale.ROOT), id.toLowerCase(Locale.ROOT))) {
            expectListed(probe, id, "?request_id=" + variant, "as an id is the same in any letter case");
        }
    }

    private static void expectListed(Probe probe, String id, String query, String why) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().list(probe.functions().enabled(), query));
        boolean listed = Pages.ids(exchange).stream().anyMatch(id::equalsIgnoreCase);
        probe.expect(exchange).that(listed, "the invocation " + id + ", " + why, exchange.summary());
    }
}
