package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The checks of what a server takes for the next request of a connection, where there is none. */
public final class NextRequestChecks {
    private static final String CONNECTION = "Connection";
    /** In which a server may do what it does behind an answer. */
    private static final int SETTLING_MILLIS = 50;

    private NextRequestChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.body-of-get", NextRequestChecks::bodyOfGet, "wire.behind-close", NextRequestChecks::behindClose);
    }

    /** A fixed name, so that the same seed sends the same chunks to every server. */
    private static byte[] smuggled(Probe probe) {
        return probe.requests()
                .invoke(probe.functions().enabled(), "{\"smuggled\":\"event\"}")
                .replacing("Host", "localhost")
                .bytes();
    }

    /** Its body has no meaning: a server may refuse it, but not leave it on the connection. */
    private static void bodyOfGet(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        String id = Invocations.listed(probe, urn);
        Message list = probe.requests().list(urn, "?request_id=" + id);
        byte[] body = smuggled(probe);
        boolean left = LeftoverRecords.left(probe, urn, () -> {
            for (Message withBody : List.of(list.withBody(body), list.withChunks(body, 100))) {
                OnOneConnection.with(probe, wire -> {
                    Exchange first = probe.connections()
                            .recorded(
                                    wire,
                                    withBody,
                                    "",
                                    false,
                                    () -> wire.exchange(withBody.bytes(), withBody.method()));
                    if (first.received().isPresent()) {
                        Optional<Exchange> second = AfterErrorChecks.second(probe, wire, list, list.bytes());
                        probe.expect(second.orElse(first))
                                .that(
                                        second.isEmpty() || ConnectionChecks.hasOnly(second.get(), id),
                                        "after a GET with a body, the next request's answer, or a closed connection",
                                        second.map(Exchange::summary).orElse(""));
                    }
                });
            }
        });
        probe.expect(!left, "no record of what stands in the body of a GET", "there is a new one");
    }

    private static void behindClose(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        Message list = probe.requests().list(urn, "?limit=1");
        String smuggled = new String(smuggled(probe), StandardCharsets.UTF_8);
        boolean left = LeftoverRecords.left(probe, urn, () -> {
            for (Message last : List.of(
                    list.with(CONNECTION, "close"),
                    list.with(CONNECTION, "Close"),
                    list.with(CONNECTION, "x-any, close"),
                    list.withVersion("HTTP/1.0"))) {
                OnOneConnection.last(probe, last.withPayload(smuggled, ""));
            }
            TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
        });
        probe.expect(!left, "no record of what comes behind the last request of a connection", "there is a new one");
    }
}
