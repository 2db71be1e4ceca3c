package dev.functiongraph.async.contract.coverage;

import dev.functiongraph.async.contract.coverage.Item.Kind;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The items of the contract that exchanges have covered. */
final class SeenItems {
    private final Set<Item> seen = new HashSet<>();

    private SeenItems() {}

    static Set<Item> of(Contract contract, String prefix, Collection<Exchange> exchanges) {
        SeenItems sightings = new SeenItems();
        for (Exchange exchange : exchanges) {
            String path = exchange.sent().request().path();
            if (path.startsWith(prefix)) {
                contract.operationAt(exchange.sent().method(), path.substring(prefix.length()))
                        .ifPresent(operation -> sightings.add(operation, exchange));
            }
        }
        return sightings.seen;
    }

    private void add(Operation operation, Exchange exchange) {
        String id = operation.id();
        seen.add(new Item(id, Kind.OPERATION, ""));
        if (exchange.sent().body().length > 0) {
            new Headers(exchange.sent().fields())
                    .first("Content-Type")
                    .ifPresent(type -> seen.add(new Item(id, Kind.REQUEST_TYPE, mediaType(type))));
        }
        if (!exchange.breaks().isEmpty()) {
            seen.add(new Item(id, Kind.BROKEN_KEYWORD, exchange.breaks()));
        }
        exchange.received().ifPresent(received -> add(operation, received.answer()));
    }

    private void add(Operation operation, Answer answer) {
        int status = answer.status();
        seen.add(new Item(operation.id(), Kind.STATUS, Integer.toString(status)));
        answer.headers()
                .first("Content-Type")
                .ifPresent(
                        type -> seen.add(new Item(operation.id(), Kind.ANSWER_TYPE, status + " " + mediaType(type))));
        operation.responseHeaders(status).keySet().stream()
                .filter(name -> answer.headers().first(name).isPresent())
                .forEach(name -> seen.add(new Item(operation.id(), Kind.HEADER, status + " " + name)));
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
