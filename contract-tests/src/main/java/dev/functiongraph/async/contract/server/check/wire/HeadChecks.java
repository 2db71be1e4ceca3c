package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.FailureText;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.AnswerChecker;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;
import java.util.Map;

/** The checks of request lines and header sections that are malformed or too large. */
public final class HeadChecks {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String NEXT = "the next request served on another connection";

    private HeadChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.space-before-colon", HeadChecks::spaceBeforeColon,
                "wire.missing-host", HeadChecks::missingHost,
                "wire.oversize-headers", HeadChecks::oversizeHeaders,
                "wire.oversize-target", HeadChecks::oversizeTarget,
                "wire.errors-in-shape", HeadChecks::errorsInShape);
    }

    private static Message list(Probe probe) {
        return probe.requests().list(probe.functions().enabled(), "?limit=1");
    }

    private static void spaceBeforeColon(Probe probe) throws CouldNotRunException {
        Message invoke = probe.requests().invoke(probe.functions().enabled(), "{}");
        for (Message message : List.of(
                list(probe).with("X-Thing ", "value"),
                list(probe).with("X-Thing\t", "value"),
                invoke.without("Content-Length").with("Content-Length ", "2"))) {
            probe.expect(probe.sendMalformed(message)).status(400);
        }
    }

    private static void missingHost(Probe probe) throws CouldNotRunException {
        Message none = list(probe).without("Host");
        String host = probe.settings().target().host();
        probe.expect(probe.sendMalformed(none)).status(400);
        probe.expect(probe.sendMalformed(none.with("Host", host).with("Host", host)))
                .status(400);
        probe.expect(probe.sendMalformed(none.with("Host", host).with("Host", "other.example")))
                .status(400);
    }

    private static void oversizeHeaders(Probe probe) throws CouldNotRunException {
        Message many = list(probe);
        for (int i = 0; i < 1000; i++) {
            many = many.with("X-Field-" + i, "x".repeat(MEGABYTE / 1000));
        }
        for (Message message : List.of(list(probe).with("X-Large", "x".repeat(MEGABYTE)), many)) {
            isRefusedOrServed(probe, message, "431 or 400, or the connection closed", 200, 400, 413, 431);
        }
    }

    private static void oversizeTarget(Probe probe) throws CouldNotRunException {
        Message message = probe.requests().list(probe.functions().enabled(), "?unknown=" + "x".repeat(100_000));
        isRefusedOrServed(probe, message, "414, 431 or 400, or the connection closed", 200, 400, 414, 431);
    }

    private static void isRefusedOrServed(Probe probe, Message message, String expected, int... statuses)
            throws CouldNotRunException {
        Exchange exchange = probe.sendMalformed(message);
        if (FailureText.isClosed(exchange)) {
            probe.expect(true, "", "");
        } else {
            probe.expect(exchange)
                    .that(exchange.received().isPresent(), expected, exchange.summary())
                    .statusIn(statuses);
        }
        try {
            Exchange next = probe.send(list(probe));
            probe.expect(next).that(next.status() == 200, NEXT, next.summary());
        } catch (CouldNotRunException e) {
            if (probe.isFull()) {
                throw e;
            }
            probe.expect(false, NEXT, String.valueOf(e.getMessage()));
        }
    }

    private static void errorsInShape(Probe probe) throws CouldNotRunException, NotApplicableException {
        boolean answered = false;
        for (Message message : List.of(
                list(probe).withMethod("NON SENSE"),
                list(probe).withVersion("HTTP/1.x"),
                list(probe).without("Host"),
                list(probe).with("X-Thing ", "value"),
                list(probe).with("Content-Length", "x"))) {
            Exchange exchange = probe.sendMalformed(message);
            if (exchange.received().isPresent() && exchange.status() >= 400) {
                answered = true;
                List<String> problems = AnswerChecker.mismatches(
                        probe.anyError(), exchange.received().get().answer());
                probe.expect(exchange)
                        .that(problems.isEmpty(), "an error in the contract's format", String.join("; ", problems));
            }
        }
        if (!answered) {
            throw new NotApplicableException("requests that are not valid HTTP/1.1 are not answered at all");
        }
    }
}
