package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks that answers have ids of their own, and error codes of their own. */
public final class AnswerIdentityChecks {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern CODE_OF_A_STATUS = Pattern.compile("FSS\\.0([45][0-9]{2})");

    private AnswerIdentityChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "answer.id-own", AnswerIdentityChecks::idOwn,
                "answer.id-of-caller", AnswerIdentityChecks::idOfCaller,
                "answer.error-code", AnswerIdentityChecks::errorCode);
    }

    /** Whatever header a caller may give an id of its own in, and whatever the answer is. */
    private static void idOfCaller(Probe probe) throws CouldNotRunException, InterruptedException {
        String chosen = new UUID(probe.random().nextLong(), probe.random().nextLong()).toString();
        List<Message> messages = SampleRequests.messages(probe).stream()
                .map(message -> bearing(message, chosen))
                .toList();
        List<Exchange> firsts = Concurrently.send(probe, messages);
        List<Exchange> seconds = Concurrently.send(probe, messages);
        for (int i = 0; i < messages.size(); i++) {
            Exchange first = firsts.get(i);
            Exchange second = seconds.get(i);
            Optional<String> id = second.header(REQUEST_ID);
            probe.expect(List.of(first, second))
                    .that(
                            id.isEmpty() || !id.equals(first.header(REQUEST_ID)),
                            "another X-Request-Id than that of the answer before, whatever id the request bears",
                            id.orElse("") + ", as before");
        }
        bodyOfCaller(probe, chosen);
    }

    /** What is told of an invocation that has ended does not depend on the request's headers. */
    private static void bodyOfCaller(Probe probe, String chosen) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        InvocationPoller.ended(probe, urn, id);
        for (Message message : List.of(
                probe.requests().list(urn, "?request_id=" + id),
                probe.requests().cancel(urn, Requests.cancellation(id)))) {
            Exchange without = probe.send(message);
            Exchange with = probe.send(bearing(message, chosen));
            probe.expect(List.of(without, with))
                    .that(
                            with.status() == without.status() && with.json().equals(without.json()),
                            "the same body whatever id the request bears: " + without.summary(),
                            with.summary());
        }
    }

    private static Message bearing(Message message, String id) {
        Message bearing = message;
        for (String name : Inputs.HEADERS_WITH_IDS) {
            bearing = bearing.with(name, id);
        }
        return bearing.with("traceparent", "00-" + id.replace("-", "") + "-00f067aa0ba902b7-01");
    }

    private static void idOwn(Probe probe) throws CouldNotRunException {
        Map<String, Exchange> first = new HashMap<>();
        for (Exchange exchange : AnswerChecks.exchanges(probe)) {
            Optional<String> id = exchange.header(REQUEST_ID);
            if (id.isPresent()) {
                Exchange other = first.putIfAbsent(id.get(), exchange);
                probe.expect(exchange)
                        .that(
                                other == null,
                                "an X-Request-Id of its own",
                                id.get() + " as in an earlier answer, to "
                                        + (other == null
                                                ? ""
                                                : other.sent().method() + " "
                                                        + other.sent().target()));
            }
        }
        if (first.isEmpty()) {
            throw new CouldNotRunException("no answer has an " + REQUEST_ID);
        }
    }

    /** Codes that a server has beside those of the statuses are its own affair. */
    private static void errorCode(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : AnswerChecks.exchanges(probe)) {
            String code = exchange.json()
                    .map(body -> body.path("error_code").asText(""))
                    .orElse("");
            Matcher matcher = CODE_OF_A_STATUS.matcher(code);
            probe.expect(exchange)
                    .that(
                            !matcher.matches() || matcher.group(1).equals(Integer.toString(exchange.status())),
                            "no error_code of another status than " + exchange.status(),
                            "it is " + code);
        }
    }
}
