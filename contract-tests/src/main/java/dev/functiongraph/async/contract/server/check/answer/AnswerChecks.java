package dev.functiongraph.async.contract.server.check.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.AnswerChecker;
import dev.functiongraph.async.contract.spec.AnswerChecker.Aspect;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Recorder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks of every answer of the run, whatever was asked. */
public final class AnswerChecks {
    private static final int CANCELED = 4208;

    private AnswerChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "answer.given",
                AnswerChecks::given,
                "answer.status",
                AnswerChecks::status,
                "answer.request-id",
                probe -> aspect(probe, Aspect.REQUEST_ID, "exactly one X-Request-Id, a UUID"),
                "answer.media-type",
                probe -> aspect(probe, Aspect.MEDIA_TYPE, "application/json"),
                "answer.body",
                probe -> aspect(probe, Aspect.BODY, "a body that its schema allows"),
                "answer.headers",
                probe -> aspect(probe, Aspect.HEADERS, "the contract's headers, and those of HTTP"),
                "answer.framing",
                AnswerChecks::framing,
                "answer.no-internals",
                AnswerChecks::noInternals);
    }

    private static void given(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : exchanges(probe)) {
            probe.expect(exchange).that(exchange.received().isPresent(), "an answer", exchange.summary());
        }
    }

    private static void status(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : exchanges(probe)) {
            if (exchange.received().isPresent()) {
                Set<String> documented =
                        operation(probe, exchange).map(Operation::statuses).orElse(elsewhere(exchange));
                probe.expect(exchange)
                        .that(
                                documented.contains(Integer.toString(exchange.status())),
                                "a status of " + documented,
                                exchange.summary());
            }
        }
    }

    /** The statuses of HTTP where the contract has no operation. */
    private static Set<String> elsewhere(Exchange exchange) {
        return switch (exchange.sent().method()) {
            case "OPTIONS" -> Set.of("200", "204", "401", "403", "404", "405", "501");
            // A server that knows GET may know HEAD, too, and then answers both alike.
            case "HEAD" -> Set.of("200", "400", "401", "403", "404", "405", "406", "501");
            // A server may read the body before it checks the path.
            default -> Set.of("400", "401", "403", "404", "405", "413", "415", "501");
        };
    }

    private static void aspect(Probe probe, Aspect aspect, String expected) throws CouldNotRunException {
        for (Exchange exchange : exchanges(probe)) {
            if (exchange.received().isPresent() && !isEmptyByMethod(exchange)) {
                List<String> problems = problems(probe, exchange, aspect);
                probe.expect(exchange).that(problems.isEmpty(), expected, String.join("; ", problems));
            }
        }
    }

    private static List<String> problems(Probe probe, Exchange exchange, Aspect aspect) {
        Answer answer = exchange.received().orElseThrow().answer();
        Optional<Operation> operation = operation(probe, exchange);
        Optional<SpecNode> documented =
                operation.isPresent() ? operation.get().response(answer.status()) : Optional.of(probe.anyError());
        return documented
                .map(response -> AnswerChecker.mismatches(response, answer, aspect))
                .orElse(List.of());
    }

    private static boolean isEmptyByMethod(Exchange exchange) {
        return Set.of("HEAD", "OPTIONS").contains(exchange.sent().method());
    }

    private static Optional<Operation> operation(Probe probe, Exchange exchange) {
        String prefix = probe.settings().target().prefix();
        String path = exchange.sent().request().path();
        return path.startsWith(prefix)
                ? probe.contract().operationAt(exchange.sent().method(), path.substring(prefix.length()))
                : Optional.empty();
    }

    private static void framing(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : exchanges(probe)) {
            if (exchange.received().isPresent()) {
                List<String> problems = exchange.received().get().framing();
                probe.expect(exchange).that(problems.isEmpty(), "well-formed HTTP/1.1", String.join("; ", problems));
            }
        }
    }

    private static void noInternals(Probe probe) throws CouldNotRunException {
        exchanges(probe);
        for (Exchange exchange : probe.exchanges()) {
            if (exchange.received().isPresent()) {
                Optional<String> found =
                        LeakPatterns.in(told(exchange, exchange.received().get()), exchange.bytes());
                probe.expect(exchange).that(found.isEmpty(), "no server internals", found.orElse(""));
            }
        }
    }

    /** All of the answer, but for what a listing says of failures: these are the functions' own words. */
    private static byte[] told(Exchange exchange, Received received) {
        Optional<JsonNode> listing = exchange.json().filter(body -> body.has("invocations"));
        if (listing.isEmpty()) {
            return received.bytes();
        }
        for (JsonNode each : listing.get().path("invocations")) {
            boolean failed =
                    List.of("WAIT", "FAIL").contains(each.path("status").asText());
            if (failed && each.path("error_code").asInt() != CANCELED && each instanceof ObjectNode record) {
                record.put("error_message", "");
            }
        }
        return (new String(received.head(), StandardCharsets.UTF_8) + listing.get()).getBytes(StandardCharsets.UTF_8);
    }

    /** The exchanges whose answers the contract describes; where no check has had any, those of sample requests. */
    static List<Exchange> exchanges(Probe probe) throws CouldNotRunException {
        if (probe.exchanges().isEmpty()) {
            SampleRequests.of(probe);
        }
        if (probe.isFull()) {
            throw new CouldNotRunException(Recorder.FULL);
        }
        return probe.exchanges().stream().filter(Exchange::wellFormed).toList();
    }
}
