package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.wire.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The runner of trials: several at once, each with a reference server of its own. No trial runs twice. */
final class TrialRunner implements AutoCloseable {
    private final ClientSettings settings;
    private final Recorder recorder;
    private final Contract contract = Contract.fromClassPath();
    private final ExecutorService executor;
    private final Map<String, Future<Conversation>> conversations = new HashMap<>();
    private volatile Duration usual = Duration.ZERO;

    /** @param recorder keeps every exchange */
    TrialRunner(ClientSettings settings, Recorder recorder) {
        this.settings = settings;
        this.recorder = recorder;
        this.executor = Executors.newFixedThreadPool(settings.atOnce());
    }

    /** Begins, without waiting for anything. */
    Future<Conversation> begin(Trial trial) {
        return conversations.computeIfAbsent(trial.id(), id -> executor.submit(() -> play(trial)));
    }

    /**
     * Waits until a trial is over.
     *
     * @throws CouldNotRunException if the client said nothing
     */
    Conversation conversation(Trial trial) throws CouldNotRunException, InterruptedException {
        try {
            return begin(trial).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CouldNotRunException couldNotRun) {
                throw couldNotRun;
            }
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    /** The time that the client takes to end after an immediate answer, measured in the plain case. */
    void usual(Duration lasted) {
        usual = lasted;
    }

    private Conversation play(Trial trial) throws IOException, CouldNotRunException, InterruptedException {
        Operation operation = contract.operation(trial.call().operation());
        trial.script().forEach(reply -> reply.check(operation));
        try (ReferenceServer server = ReferenceServer.start(trial.script())) {
            ClientReport report = settings.client()
                    .perform(
                            server.base(trial.path()),
                            trial.call(),
                            trial.call().timeout().plus(settings.allowance()));
            long ended = System.nanoTime();
            List<ServedRequest> turns = server.end();
            if (report.kind() == ClientReport.Kind.HUNG && turns.isEmpty()) {
                throw new CouldNotRunException(
                        "the client neither sent a request nor ended, in the case " + trial.id());
            }
            Duration lasted = turns.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(ended - turns.get(0).arrived()).minus(usual);
            Conversation conversation = new Conversation(trial, operation, turns, report, lasted);
            conversation.exchanges().forEach(recorder::add);
            if (recorder.isFull()) {
                throw new CouldNotRunException(Recorder.FULL);
            }
            return conversation;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
