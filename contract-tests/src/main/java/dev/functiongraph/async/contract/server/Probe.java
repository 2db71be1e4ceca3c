package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswer;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Recorder;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What one check has at hand: it sends requests, keeps every exchange for the checks of all answers, and notes what is
 * wrong. For one thread, but for {@link #send} and {@link #accepted}.
 */
public final class Probe {
    private final String requirement;
    private final RunContext subject;
    private final Findings findings;
    private final Random random;
    private final UnresponsiveServerGuard silence;

    Probe(String requirement, RunContext subject, Findings findings) {
        this.requirement = requirement;
        this.subject = subject;
        this.findings = findings;
        this.silence = new UnresponsiveServerGuard(
                subject.patience(), subject.settings().target().timeout());
        // Each check has its own sequence: what one sends does not depend on which others run.
        this.random = new Random(subject.settings().seed() * 31 + requirement.hashCode());
    }

    public ServerSettings settings() {
        return subject.settings();
    }

    public Functions functions() {
        return subject.settings().functions();
    }

    public Requests requests() {
        return subject.requests();
    }

    public Contract contract() {
        return subject.contract();
    }

    /** The contract's description of an error where it has no operation. */
    public SpecNode anyError() {
        return contract().operation(OperationId.INVOKE).response(404).orElseThrow();
    }

    /** The same for the same seed. */
    public Random random() {
        return random;
    }

    public int cases() {
        return subject.settings().cases();
    }

    /**
     * Sends a request on a connection of its own.
     *
     * @throws CouldNotRunException if the server takes no connection
     */
    public Exchange send(Message message) throws CouldNotRunException {
        return send(message, "", true);
    }

    /**
     * Sends a request that the contract refuses.
     *
     * @param breaks the place of the keyword that it breaks, such as {@code #/components/schemas/InvocationEvent/type}
     */
    public Exchange sendBreaking(Message message, String breaks) throws CouldNotRunException {
        return send(message, breaks, true);
    }

    /** Sends something that is no HTTP/1.1, so that its answer need not be one that the contract documents. */
    public Exchange sendMalformed(Message message) throws CouldNotRunException {
        return send(message, "", false);
    }

    private Exchange send(Message message, String breaks, boolean wellFormed) throws CouldNotRunException {
        try (Wire wire = connect()) {
            return recorded(
                    wire, message, breaks, wellFormed, () -> wire.exchangeOnly(message.bytes(), message.method()));
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    /** What brings an answer. */
    @FunctionalInterface
    public interface Answering {
        Received answer() throws IOException;
    }

    /**
     * Keeps what a check did by hand on a {@link #connect() connection}.
     *
     * @throws CouldNotRunException if the server says that it cannot serve anybody at present
     */
    public Exchange recorded(Wire wire, Message message, String breaks, boolean wellFormed, Answering answering)
            throws CouldNotRunException {
        return recorded(wire, () -> message, breaks, wellFormed, answering);
    }

    /** @param message what of it was sent, asked for when there is an answer or none will come */
    public Exchange recorded(
            Wire wire, Supplier<Message> message, String breaks, boolean wellFormed, Answering answering)
            throws CouldNotRunException {
        Optional<Received> received = Optional.empty();
        Optional<NoAnswer> none = Optional.empty();
        try {
            received = Optional.of(answering.answer());
        } catch (IOException e) {
            none = Optional.of(new NoAnswer(NoAnswerKind.of(e), FailureText.of(e), wire.came()));
        }
        Message sent = message.get();
        Exchange exchange =
                new Exchange(requirement, sent, sent.bytes(), wire.isOutputEnded(), breaks, wellFormed, received, none);
        subject.recorder().add(exchange, wire.exchanges());
        wire.exchanges().add(exchange);
        silence.note(exchange);
        subject.silence().note(exchange);
        if (UnavailableAnswer.isSaidBy(exchange)) {
            throw new CouldNotRunException(UnavailableAnswer.SAID + exchange.summary());
        }
        return exchange;
    }

    /**
     * A new connection.
     *
     * @throws CouldNotRunException if the server takes none any more, or has been silent for too long
     */
    public Wire connect() throws CouldNotRunException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CouldNotRunException("the run was interrupted");
        }
        if (silence.isTooLong()) {
            subject.silentChecks().incrementAndGet();
            throw new CouldNotRunException("requests in a row got no answer in time; this check sends no more");
        }
        if (subject.silence().isForGood(this::isAlive)) {
            throw new CouldNotRunException("the server answers nothing any more");
        }
        if (subject.recorder().isFull()) {
            throw new CouldNotRunException(Recorder.FULL);
        }
        try {
            return open();
        } catch (IOException e) {
            throw new CouldNotRunException(
                    "no connection to " + subject.settings().target().base() + ": " + FailureText.of(e));
        }
    }

    private Wire open() throws IOException {
        return subject.settings().target().connect();
    }

    /** Whether it was only silent about what nobody but this kit sends. */
    private boolean isAlive() {
        Message ordinary = requests().list(functions().enabled(), "?limit=1");
        try (Wire wire = open()) {
            recorded(wire, ordinary, "", true, () -> wire.exchange(ordinary.bytes(), ordinary.method()));
        } catch (CouldNotRunException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
        return !subject.silence().isTooLong();
    }

    /** One case more, whose answer is about to be judged; what stood before it on its connection says why. */
    public Expectation expect(Exchange exchange) {
        findings.judged();
        return new Expectation(subject.recorder().connection(exchange), true, findings);
    }

    /** One case more: the last answer is about to be judged, and those before it, on other connections, say why. */
    public Expectation expect(List<Exchange> steps) {
        findings.judged();
        return new Expectation(steps, false, findings);
    }

    /** One case more, which lies in no single exchange. */
    public void expect(boolean holds, String expected, String actual) {
        findings.judged();
        if (!holds) {
            findings.add(new Mismatch(expected, actual, List.of(), false, ""));
        }
    }

    /** The answer's body, if it is JSON. */
    public static Optional<JsonNode> json(Exchange exchange) {
        return exchange.received()
                .flatMap(received -> Json.read(received.answer().body(), ignored -> {}));
    }

    /** The request_id of a 202's body; empty where there is none. */
    public static Optional<String> requestId(Exchange exchange) {
        return json(exchange).map(body -> body.path("request_id").textValue());
    }

    /** The X-Request-Id of any answer. */
    public static Optional<String> requestIdHeader(Exchange exchange) {
        return exchange.received()
                .flatMap(received -> received.answer().headers().first("X-Request-Id"));
    }

    /**
     * The id of an invocation that other checks' requirements demand to be accepted, under an id of its own.
     *
     * @throws CouldNotRunException if it is not: that is for the other checks to tell
     */
    public String accepted(String urn, String event) throws CouldNotRunException {
        Exchange exchange = send(requests().invoke(urn, event));
        String id = requestId(exchange)
                .filter(any -> exchange.status() == 202)
                .orElseThrow(() -> new CouldNotRunException("an event was not accepted: " + exchange.summary()));
        if (!subject.acceptedIds().add(id)) {
            throw new CouldNotRunException("two events were accepted under one id, " + id);
        }
        return id;
    }

    /**
     * A page of a listing.
     *
     * @throws CouldNotRunException if there is none: that is for the other check to tell
     */
    public Exchange page(String urn, String query) throws CouldNotRunException {
        Exchange exchange = send(requests().list(urn, query));
        if (exchange.status() != 200 || json(exchange).isEmpty()) {
            throw new CouldNotRunException("there is no listing: " + exchange.summary());
        }
        return exchange;
    }

    /** What the listing says of one invocation, if it knows it. */
    public Optional<ListedRecord> record(String urn, String id) throws CouldNotRunException {
        Exchange listing = page(urn, "?request_id=" + id);
        JsonNode records = json(listing).orElseThrow().path("invocations");
        return records.isEmpty() ? Optional.empty() : Optional.of(new ListedRecord(records.get(0), listing));
    }

    /** @throws NotApplicableException if no token was named, so that the server is taken to demand none */
    public void needsToken() throws NotApplicableException {
        if (subject.settings().token().isEmpty()) {
            throw new NotApplicableException("no --token was given, so that the server is taken to demand none");
        }
    }

    /** All exchanges of the run so far, of all checks. */
    public List<Exchange> exchanges() {
        return subject.recorder().all();
    }

    /** Whether some exchanges were not kept because there was no room for them. */
    public boolean isFull() {
        return subject.recorder().isFull();
    }
}
