package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswer;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Recorder;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The connections of one check. Every exchange on them is kept; a server that does not answer any more is given up. */
public final class Connections {
    private final String requirement;
    private final RunContext context;
    private final UnresponsiveServerGuard guard;

    Connections(String requirement, RunContext context) {
        this.requirement = requirement;
        this.context = context;
        this.guard = new UnresponsiveServerGuard(
                context.patience(), context.settings().target().timeout());
    }

    /**
     * A new connection.
     *
     * @throws CouldNotRunException if the server takes none any more, or has not answered for too long, or the time of
     *     the run is over
     */
    public Wire open() throws CouldNotRunException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CouldNotRunException("the run was interrupted");
        }
        context.limit().check();
        if (guard.isTooLong()) {
            context.silentChecks().incrementAndGet();
            throw new CouldNotRunException("several requests in a row got no answer in time; this check sends no more");
        }
        if (context.guard().isForGood(this::isAlive)) {
            throw new CouldNotRunException(context.contact().lost("no request is answered in time"));
        }
        if (context.recorder().isFull()) {
            throw new CouldNotRunException(Recorder.FULL);
        }
        try {
            return context.settings().target().connect();
        } catch (IOException e) {
            throw new CouldNotRunException(context.contact()
                    .lost("no connection to " + context.settings().target().base() + ": " + FailureText.of(e)));
        }
    }

    /** Whether an ordinary request is answered: a server may leave only malformed ones unanswered. */
    private boolean isAlive() {
        Message ordinary =
                context.requests().list(context.settings().functions().enabled(), "?limit=1");
        try (Wire wire = context.settings().target().connect()) {
            recorded(wire, ordinary, "", true, () -> wire.exchange(ordinary.bytes(), ordinary.method()));
        } catch (CouldNotRunException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
        return !context.guard().isTooLong();
    }

    Exchange send(Message message, String breaks, boolean wellFormed) throws CouldNotRunException {
        try (Wire wire = open()) {
            return recorded(
                    wire, message, breaks, wellFormed, () -> wire.exchangeOnly(message.bytes(), message.method()));
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    /** The steps that lead to an answer. */
    @FunctionalInterface
    public interface Answering {
        Received answer() throws IOException;
    }

    /**
     * The exchange that a check performs itself on a connection.
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
        context.recorder().add(exchange, wire.exchanges());
        wire.exchanges().add(exchange);
        context.contact().note(exchange);
        guard.note(exchange);
        context.guard().note(exchange);
        if (UnavailableAnswer.isSaidBy(exchange)) {
            throw new CouldNotRunException(UnavailableAnswer.SAID + exchange.summary());
        }
        return exchange;
    }
}
