package dev.functiongraph.async.contract.server;

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
import dev.functiongraph.async.contract.run.SideBySide;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The conformance check of a server, requirement by requirement. */
public final class ServerConformance {
    private static final int MOST_AT_ONCE = 12;
    /** A quick server is kept busy by one check; of a slow one, each check for so many milliseconds more may run. */
    private static final int MILLIS_FOR_EACH = 20;

    private static final String ANSWERS = "answer.given";

    private final ServerSettings settings;
    private final UnaryOperator<Map<String, Check>> changed;

    public ServerConformance(ServerSettings settings) {
        this(settings, checks -> checks);
    }

    /**
     * @param changed makes of the kit's checks, by the ids of their requirements, those that run: to try the kit itself
     */
    public ServerConformance(ServerSettings settings, UnaryOperator<Map<String, Check>> changed) {
        this.settings = settings;
        this.changed = changed;
    }

    /** The checks of the newest contract. */
    public Result run(Selection selection, KnownFailures known, Progress progress) throws CouldNotRunException {
        return run(Register.current(), selection, known, progress);
    }

    /**
     * Runs the selected checks: those that are independent of each other side by side, then the others.
     *
     * @param register the requirements that are selected from
     * @throws CouldNotRunException if there is no such server, or it does not have the functions that were named
     */
    public Result run(Register register, Selection selection, KnownFailures known, Progress progress)
            throws CouldNotRunException {
        Preflight.Seen seen = Preflight.check(settings);
        List<Requirement> requirements =
                register.of(Side.SERVER).stream().filter(selection).toList();
        boolean answers = seen.unanswered().isEmpty();
        if (!answers
                && requirements.stream()
                        .noneMatch(requirement -> requirement.id().equals(ANSWERS))) {
            throw new CouldNotRunException(seen.unanswered());
        }
        Recorder recorder = answers ? new Recorder() : seen.recorder();
        RunContext context =
                new RunContext(settings, Contract.fromClassPath(), recorder, new TimeLimit(settings.time()));
        Map<String, Check> checks = changed.apply(ServerChecks.of(context));
        Runner runner = new Runner(
                answers ? checks : ofNoAnswer(checks, seen.unanswered()),
                known,
                progress,
                new SideBySide(atOnce(seen.quickest()), requirement -> !ServerChecks.runsAlone(requirement.id())));
        Instant started = Instant.now();
        return new Result(
                register.contract(),
                settings.target().base().toString(),
                settings.seed(),
                started,
                runner.run(requirements),
                recorder.all());
    }

    /** Of a server that answers nothing, this is a fault, and nothing else can be asked. */
    private static Map<String, Check> ofNoAnswer(Map<String, Check> checks, String reason) {
        Map<String, Check> none = new LinkedHashMap<>(checks);
        none.replaceAll((id, check) -> id.equals(ANSWERS)
                ? check
                : findings -> {
                    throw new CouldNotRunException(reason);
                });
        return none;
    }

    /** @param answer how long one takes */
    private static int atOnce(Duration answer) {
        return (int) Math.max(1, Math.min(MOST_AT_ONCE, answer.toMillis() / MILLIS_FOR_EACH));
    }
}
