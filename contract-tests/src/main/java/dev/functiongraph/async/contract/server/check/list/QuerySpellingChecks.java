package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.generate.SimilarWords;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The checks of how a listing's query is spelled: every letter counts in the names of parameters, letter case does not
 * in ids, and escapes do not count at all.
 */
public final class QuerySpellingChecks {
    private QuerySpellingChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "list.encoded-query", QuerySpellingChecks::encodedQuery,
                "list.parameter-letter-case", QuerySpellingChecks::parameterNames,
                "list.similar-parameter", QuerySpellingChecks::similarNames,
                "list.separators", QuerySpellingChecks::separators,
                "list.id-letter-case", QuerySpellingChecks::ids);
    }

    private static void parameterNames(Probe probe) throws CouldNotRunException, InterruptedException {
        areIgnored(probe, name -> LetterCase.variants(name, probe.random()));
    }

    private static void similarNames(Probe probe) throws CouldNotRunException, InterruptedException {
        areIgnored(probe, name -> {
            List<String> similar = new ArrayList<>(SimilarWords.of(name, probe.random()));
            similar.addAll(List.of(name + "%5B%5D", name + "%5B0%5D", name + ".", "%20" + name, name + "%20"));
            return similar;
        });
    }

    /** Their values are such as a parameter of that name must not have. */
    private static void areIgnored(Probe probe, Function<String, List<String>> variants)
            throws CouldNotRunException, InterruptedException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        List<String> queries = names(probe).stream()
                .flatMap(name -> variants.apply(name).stream().map(variant -> variant + "=no-" + name))
                .toList();
        List<Exchange> exchanges = Concurrently.send(
                probe,
                queries.stream()
                        .map(query ->
                                probe.requests().list(probe.functions().enabled(), "?" + query + "&request_id=" + id))
                        .toList());
        for (int i = 0; i < queries.size(); i++) {
            expectListed(probe, id, exchanges.get(i), "as without " + queries.get(i));
        }
    }

    private static List<String> names(Probe probe) {
        return probe.contract().operation(OperationId.LIST).parameters().stream()
                .filter(parameter -> parameter.at("in").text().equals("query"))
                .map(parameter -> parameter.at("name").text())
                .toList();
    }

    /** Elsewhere than in the contract, a semicolon separates parameters, too. */
    private static void separators(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        String id = Invocations.listed(probe, urn);
        for (String name : names(probe)) {
            String query = "?unknown=a;" + name + "=no-" + name + "&request_id=" + id;
            expectListed(
                    probe, id, probe.send(probe.requests().list(urn, query)), "as " + name + " is not in the query");
        }
        for (String query : List.of("?request_id=" + id + ";limit=1", "?status=SUCCESS;limit=1", "?limit=1;marker=0")) {
            probe.expect(probe.send(probe.requests().list(urn, query))).status(400);
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
        for (String encoded : List.of(
                everywhere(plain, "[A-Za-z0-9_]"),
                everywhere(plain, "[:_-]"),
                everywhere(plain, "[A-Za-z0-9_](?=[A-Za-z0-9_]*=)"),
                everywhere(plain, "[A-Za-z0-9:-](?![A-Za-z0-9_]*=)"))) {
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
            Exchange exchange =
                    probe.send(probe.requests().list(probe.functions().enabled(), "?request_id=" + variant));
            expectListed(probe, id, exchange, "as an id is the same in any letter case");
        }
    }

    private static void expectListed(Probe probe, String id, Exchange exchange, String why) {
        boolean listed = Pages.ids(exchange).stream().anyMatch(id::equalsIgnoreCase);
        probe.expect(exchange).that(listed, "the invocation " + id + ", " + why, exchange.summary());
    }
}
