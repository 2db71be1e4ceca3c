package dev.functiongraph.async.contract.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.functiongraph.async.contract.report.ReplayFile;
import dev.functiongraph.async.contract.report.ReplaySequence;
import dev.functiongraph.async.contract.report.Reports;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Target;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that sends the requests of a failure again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sends the requests of a failure again, byte for byte, and prints what comes back.",
        footer = {"", "Exit status: 0 something came back, 2 nothing did, or the file cannot be used."})
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "A file of the directory replay beside a report.")
    private Path file;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The time to wait for what comes back: seconds, or 500ms, 10s, 2m; default 5s.")
    private Duration timeout = Duration.ofSeconds(5);

    @Override
    public Integer call() throws CouldNotRunException {
        Optional<ReplaySequence> sequence = ReplaySequence.read(file);
        if (sequence.isPresent()) {
            return send(sequence.get());
        }
        ReplayFile replay = ReplayFile.read(file);
        byte[] bytes = replay.bytes(System.getenv());
        try (Wire wire = new Target(replay.base(), timeout).connect()) {
            byte[] received = wire.exchangeRaw(bytes, replay.end());
            spec.commandLine().getOut().println(Reports.printable(received));
            spec.commandLine().getOut().flush();
            return received.length > 0 ? 0 : 2;
        } catch (IOException | IllegalArgumentException e) {
            throw new CouldNotRunException("no connection to " + replay.base() + ": " + e.getMessage());
        }
    }

    private int send(ReplaySequence sequence) throws CouldNotRunException {
        List<JsonNode> answers = new ArrayList<>();
        for (ReplaySequence.Step step : sequence.steps()) {
            byte[] bytes = ReplaySequence.bytes(step, System.getenv(), answers);
            try (Wire wire = new Target(sequence.base(), timeout).connect()) {
                Received received = wire.exchange(bytes, step.method());
                spec.commandLine().getOut().println(Reports.printable(received.bytes()) + System.lineSeparator());
                spec.commandLine().getOut().flush();
                answers.add(Json.read(received.answer().body(), problem -> {}).orElseGet(MissingNode::getInstance));
            } catch (IOException | IllegalArgumentException e) {
                throw new CouldNotRunException("no answer to request " + (answers.size() + 1) + " from "
                        + sequence.base() + ": " + e.getMessage());
            }
        }
        return 0;
    }
}
