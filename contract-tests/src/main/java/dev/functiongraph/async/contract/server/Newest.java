package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The newest invocations of a function at one moment, to find out later whether there are newer ones. */
final class Newest {
    private final Probe probe;
    private final String urn;
    private final Set<String> known;

    private Newest(Probe probe, String urn, Set<String> known) {
        this.probe = probe;
        this.urn = urn;
        this.known = known;
    }

    static Newest of(Probe probe, String urn) throws CouldNotRunException {
        return new Newest(probe, urn, Set.copyOf(ids(probe.page(urn, "?limit=20"))));
    }

    /** Expects that no invocation was accepted since then, neither under the answer's own id nor under any other. */
    void expectNoneSince(Exchange exchange) throws CouldNotRunException {
        Optional<String> id = Probe.requestIdHeader(exchange);
        if (id.isPresent()) {
            probe.expect(exchange)
                    .that(probe.record(urn, id.get()).isEmpty(), "no record", "there is one of " + id.get());
        }
        // Old ones may be deleted at any time; what counts is what stands before the first one that is known.
        List<String> newer = ids(probe.page(urn, "?limit=20")).stream()
                .takeWhile(listed -> !known.contains(listed))
                .toList();
        probe.expect(exchange).that(newer.isEmpty(), "no new record in the listing", "there are " + newer);
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("invocations").spliterator(), false)
                .map(entry -> entry.path("request_id").asText())
                .toList();
    }
}
