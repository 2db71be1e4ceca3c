package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
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
    private static final String ANOTHER_SERVER = "no server of this contract answers at --base-url: ";

    private Preflight() {}

    /**
     * What a server has shown of itself.
     *
     * @param quickest how long the quickest of its answers took
     * @param unanswered for people, that it answers nothing; empty if it answers
     * @param recorder of what was sent and answered
     */
    record Seen(Duration quickest, String unanswered, Recorder recorder) {}

    static Seen check(ServerSettings settings) throws CouldNotRunException {
        Recorder recorder = new Recorder();
        Probe probe = new Probe(
                "preflight",
                new RunContext(settings, Contract.fromClassPath(), recorder, TimeLimit.NONE),
                new Findings());
        Functions functions = settings.functions();
        long begun = System.nanoTime();
        Exchange event = refuse(probe, functions.enabled(), "--enabled-function", Set.of(401, 403, 404, 429));
        if (event.received().isEmpty() && listing(probe).received().isEmpty()) {
            return new Seen(Duration.ZERO, unanswered(event), recorder);
        }
        refuseAnotherServer(probe, event);
        long second = System.nanoTime();
        refuse(probe, functions.disabled(), "--disabled-function", Set.of(401, 403, 404));
        long third = System.nanoTime();
        refuse(probe, functions.absent(), "--absent-function", Set.of(401, 403, 429));
        long end = System.nanoTime();
        return new Seen(
                Duration.ofNanos(Math.min(second - begun, Math.min(third - second, end - third))), "", recorder);
    }

    /** @throws CouldNotRunException if it speaks something else than HTTP */
    private static String unanswered(Exchange event) throws CouldNotRunException {
        if (event.lacksAnswer(NoAnswerKind.UNREADABLE)) {
            throw new CouldNotRunException(ANOTHER_SERVER + event.summary());
        }
        return "no answer to an event or to a listing: " + event.summary();
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

    /**
     * One that lists invocations as the contract has it is none, whatever it answers to an event; neither is one that
     * leaves events alone unanswered.
     */
    private static void refuseAnotherServer(Probe probe, Exchange exchange) throws CouldNotRunException {
        boolean says = exchange.json().isPresent() || exchange.received().isEmpty();
        boolean another = Set.of(405, 501).contains(exchange.status()) || (exchange.status() != 202 && !says);
        if (another
                && listing(probe).json().filter(page -> page.has("invocations")).isEmpty()) {
            throw new CouldNotRunException(ANOTHER_SERVER
                    + "an event for the function of --enabled-function was answered " + exchange.summary());
        }
    }

    private static Exchange listing(Probe probe) throws CouldNotRunException {
        return probe.send(probe.requests().list(probe.settings().functions().enabled(), "?limit=1"));
    }
}
