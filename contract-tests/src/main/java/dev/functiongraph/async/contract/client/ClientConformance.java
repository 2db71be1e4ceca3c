package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Runner;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.wire.Recorder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The conformance check of a client, requirement by requirement. */
public final class ClientConformance {
    private final ClientSettings settings;
    private final UnaryOperator<Map<String, Check>> changed;

    public ClientConformance(ClientSettings settings) {
        this(settings, checks -> checks);
    }

    /**
     * @param changed makes of the kit's checks, by the ids of their requirements, those that run: to try the kit itself
     */
    public ClientConformance(ClientSettings settings, UnaryOperator<Map<String, Check>> changed) {
        this.settings = settings;
        this.changed = changed;
    }

    /** The checks of the newest contract. */
    public Result run(Selection selection, KnownFailures known, Progress progress)
            throws CouldNotRunException, InterruptedException {
        return run(Register.current(), selection, known, progress);
    }

    /**
     * Runs the selected checks. The client goes through several cases at once.
     *
     * @param register the requirements that are selected from
     * @throws CouldNotRunException if the client cannot be run, or does not send anything
     */
    public Result run(Register register, Selection selection, KnownFailures known, Progress progress)
            throws CouldNotRunException, InterruptedException {
        List<Requirement> requirements =
                register.of(Side.CLIENT).stream().filter(selection).toList();
        Map<String, ClientCheck> all = ClientChecks.of(settings.seed());
        Recorder recorder = new Recorder();
        Instant started = Instant.now();
        try (TrialRunner stage = new TrialRunner(settings, recorder)) {
            preflight(stage);
            Map<String, Check> checks = new LinkedHashMap<>();
            for (Requirement requirement : requirements) {
                ClientCheck check = Objects.requireNonNull(all.get(requirement.id()), requirement::id);
                check.trials().forEach(stage::begin);
                checks.put(check.id(), findings -> check.run(stage, findings));
            }
            Runner runner = new Runner(changed.apply(checks), known, progress);
            return new Result(
                    register.contract(),
                    settings.subject(),
                    settings.seed(),
                    started,
                    runner.run(requirements),
                    recorder.all());
        }
    }

    /** Finds out whether a run would say anything: whether the client has an operation, and sends it here. */
    private void preflight(TrialRunner stage) throws CouldNotRunException, InterruptedException {
        Replies replies = new Replies(settings.seed());
        for (Trial trial : List.of(replies.plain(), replies.list(), replies.cancel())) {
            Conversation conversation = stage.conversation(trial);
            if (conversation.report().kind() != Kind.UNSUPPORTED) {
                if (conversation.turns().isEmpty()) {
                    throw new CouldNotRunException("the client sent no request to CONFORMANCE_BASE_URL; its report is "
                            + conversation.report());
                }
                stage.usual(conversation.lasted());
                return;
            }
        }
        throw new CouldNotRunException("the client reports all operations as unsupported");
    }
}
