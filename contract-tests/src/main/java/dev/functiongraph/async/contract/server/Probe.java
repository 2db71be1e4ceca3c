package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tools of one check: requests, random numbers, and expectations. Only {@link #send} may be called by several
 * threads.
 */
public final class Probe {
    private final String requirement;
    private final RunContext context;
    private final Connections connections;
    private final Findings findings;
    private final Random random;
    private final Set<String> listedIds = ConcurrentHashMap.newKeySet();

    Probe(String requirement, RunContext context, Findings findings) {
        this.requirement = requirement;
        this.context = context;
        this.connections = new Connections(requirement, context);
        this.findings = findings;
        // Each check has its own sequence: what one sends does not depend on which others run.
        this.random = new Random(context.settings().seed() * 31 + requirement.hashCode());
    }

    public ServerSettings settings() {
        return context.settings();
    }

    public Functions functions() {
        return context.settings().functions();
    }

    public Requests requests() {
        return context.requests();
    }

    public Contract contract() {
        return context.contract();
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
        return context.settings().cases();
    }

    /** The check's connections, for what takes more than one request and its answer. */
    public Connections connections() {
        return connections;
    }

    /**
     * Sends a request on a connection of its own.
     *
     * @throws CouldNotRunException if the server takes no connection
     */
    public Exchange send(Message message) throws CouldNotRunException {
        return connections.send(message, "", true);
    }

    /**
     * Sends a request that the contract refuses.
     *
     * @param breaks the place of the keyword that it breaks, such as {@code #/components/schemas/InvocationEvent/type}
     */
    public Exchange sendBreaking(Message message, String breaks) throws CouldNotRunException {
        return connections.send(message, breaks, true);
    }

    /** Sends something that is not valid HTTP/1.1, so its answer need not be one that the contract documents. */
    public Exchange sendMalformed(Message message) throws CouldNotRunException {
        return connections.send(message, "", false);
    }

    /** Begins one case, which the answer decides; the exchanges before it on its connection are shown with it. */
    public Expectation expect(Exchange exchange) {
        findings.judged();
        return new Expectation(context.recorder().connection(exchange), true, findings);
    }

    /**
     * Begins one case, which the last answer decides; the exchanges before it, on other connections, are shown with it.
     */
    public Expectation expect(List<Exchange> steps) {
        findings.judged();
        return new Expectation(steps, false, findings);
    }

    /** One case that lies in no single exchange. */
    public void expect(boolean holds, String expected, String actual) {
        findings.judged();
        if (!holds) {
            findings.add(new Mismatch(expected, actual, List.of(), false, ""));
        }
    }

    /** @throws IllegalStateException if other checks may run at the same time */
    void expectAlone() {
        if (!ServerChecks.runsAlone(requirement)) {
            throw new IllegalStateException(requirement + " must be one of those that run alone");
        }
    }

    boolean checksListings() {
        return requirement.startsWith("list.");
    }

    /** All exchanges of the run so far, of all checks. */
    public List<Exchange> exchanges() {
        return context.recorder().all();
    }

    /** Whether some exchanges were not kept because there was no room for them. */
    public boolean isFull() {
        return context.recorder().isFull();
    }

    /** Notes an id; false if an event of this run was accepted under it before. */
    boolean addAcceptedId(String id) {
        return context.acceptedIds().add(id);
    }

    /** Notes that an invocation was listed. */
    void addListedId(String id) {
        listedIds.add(id);
    }

    boolean wasListed(String id) {
        return listedIds.contains(id);
    }
}
