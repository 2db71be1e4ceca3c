package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Runner;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.List;

/** Holds a server to the contract, requirement by requirement. */
public final class ServerConformance {
    private final ServerSettings settings;

    public ServerConformance(ServerSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs the selected checks, one after the other.
     *
     * @throws CouldNotRunException if there is no such server, or it does not have the functions that were named
     */
    public Result run(Selection selection, KnownFailures known, Progress progress)
            throws CouldNotRunException, InterruptedException {
        Preflight.check(settings);
        Register register = Register.current();
        Recorder recorder = new Recorder();
        List<Requirement> requirements =
                register.of(Side.SERVER).stream().filter(selection).toList();
        Runner runner = new Runner(ServerChecks.of(settings, recorder), known, progress);
        return new Result(
                register.contract(),
                settings.target().base().toString(),
                settings.seed(),
                runner.run(requirements),
                recorder.all());
    }
}
