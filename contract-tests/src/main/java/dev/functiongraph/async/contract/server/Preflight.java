package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Recorder;
import java.time.Duration;
import java.util.Set;

/**
 * The test before a run that its result would mean something: that a server listens, knows the contract's paths, and
 * has the functions that were named. Only answers that a conformant server gives for a wrong name count against the
 * name, and only those of another kind of web server against the URL; all others are left to the checks.
 */
final class Preflight {
    private static final int UNAVAILABLE = 503;

    private Preflight() {}

    /** @return how long the quickest of its answers took */
    static Duration check(ServerSettings settings) throws CouldNotRunException {
        Probe probe = new Probe(
                "preflight",
                new RunContext(settings, Contract.fromClassPath(), new Recorder(), TimeLimit.NONE),
                new Findings());
        Functions functions = settings.functions();
        long begun = System.nanoTime();
        refuseAnotherServer(
                probe, refuse(probe, functions.enabled(), "--enabled-function", Set.of(401, 403, 404, 429)));
        long second = System.nanoTime();
        refuse(probe, functions.disabled(), "--disabled-function", Set.of(401, 403, 404));
        long third = System.nanoTime();
        refuse(probe, functions.absent(), "--absent-function", Set.of(401, 403, 429));
        long end = System.nanoTime();
        return Duration.ofNanos(Math.min(second - begun, Math.min(third - second, end - third)));
    }

    private static Exchange refuse(Probe probe, String urn, String option, Set<Integer> statuses)
            throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().invoke(urn, "{}"));
        if (exchange.status() == 401 || exchange.status() == 403) {
            throw new CouldNotRunException(refusal(probe.settings()) + "; it answered " + exchange.summary());
        }
        if (exchange.status() == UNAVAILABLE) {
            throw new CouldNotRunException(UnavailableAnswer.SAID + exchange.summary());
        }
        if (statuses.contains(exchange.status())) {
            throw new CouldNotRunException("the function of " + option + " does not behave like one: " + urn
                    + " was answered " + exchange.summary());
        }
        if (exchange.received().isEmpty()) {
            throw new CouldNotRunException("no answer from "
                    + probe.settings().target().base() + " to an event for the function of " + option + ": "
                    + exchange.summary());
        }
        return exchange;
    }

    private static String refusal(ServerSettings settings) {
        if (settings.key().isPresent()) {
            return "the server refuses the signature with the access key of --ak";
        }
        return settings.token().isPresent()
                ? "the server refuses the token of --token"
                : "the server requires credentials: pass them with --token, --ak or --header";
    }

    /** One that lists invocations as the contract has it is none, whatever it answers to an event. */
    private static void refuseAnotherServer(Probe probe, Exchange exchange) throws CouldNotRunException {
        boolean says = exchange.received()
                .flatMap(received -> Json.read(received.answer().body(), problem -> {}))
                .isPresent();
        boolean another = Set.of(405, 501).contains(exchange.status()) || (exchange.status() != 202 && !says);
        if (another && !lists(probe)) {
            throw new CouldNotRunException(
                    "no server of this contract answers at --base-url: an event for the function of"
                            + " --enabled-function was answered " + exchange.summary());
        }
    }

    private static boolean lists(Probe probe) throws CouldNotRunException {
        Exchange listing =
                probe.send(probe.requests().list(probe.settings().functions().enabled(), "?limit=1"));
        return listing.json().filter(page -> page.has("invocations")).isPresent();
    }
}
