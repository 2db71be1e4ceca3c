package dev.functiongraph.async.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.local.AttemptReport;
import dev.functiongraph.async.server.local.OwnCommand;
import dev.functiongraph.async.server.local.ReportingRuntime;
import dev.functiongraph.async.server.local.Workplace;
import dev.functiongraph.async.server.operator.HelpOption;
import dev.functiongraph.async.server.operator.MisplacedOptions;
import dev.functiongraph.async.server.process.ExitStatus;
import dev.functiongraph.async.server.runtime.JavaSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that serves the functions of a directory, with a report of each attempt in the terminal. */
@Command(
        name = "run",
        description = "Serves the functions of a directory and shows their attempts, until Ctrl-C.",
        exitCodeList = {
            "0:stopped by Ctrl-C or another signal",
            "1:not stopped within the drain timeout and 4 s",
            "2:cannot start: arguments, settings, files or address",
            "3:out of memory; start it again",
            "4:a function called System.exit; likewise, start it again",
            "129, 130, 143:ended at once by a second signal (HUP, INT, TERM)"
        },
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    /** Its lines say what the reports say. */
    private static final String ATTEMPTS = "dev.functiongraph.async.server.invocation.AttemptLog";

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..1",
            description = "A directory with a functions.yaml, or such a file; default: here.")
    private Path place = Path.of("");

    @Mixin
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private final HelpOption help = new HelpOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        MisplacedOptions.refuse(spec);
        Workplace workplace = Workplace.at(place);
        if (!Files.exists(workplace.functions())) {
            spec.commandLine()
                    .getErr()
                    .println("there is no " + workplace.functions() + "; make one with: "
                            + OwnCommand.with("init" + directory(workplace)));
            return ExitStatus.CANNOT_START;
        }
        ServerConfig config;
        try {
            config = ConfigReader.read(settings(workplace), System.getenv(), Optional.empty());
        } catch (InvalidConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitStatus.CANNOT_START;
        }
        if (LoggerFactory.getLogger(ATTEMPTS) instanceof Logger attempts) {
            attempts.setLevel(Level.ERROR);
        }
        // Once the streams no longer let a thread wait, for what is reported comes from threads of the runtimes.
        AttemptReport report = new AttemptReport(text -> System.out.print(text), LocalTime::now);
        return ServerRun.run(
                () -> FunctionGraphServer.start(
                        config,
                        new JavaSources(workplace.directory()),
                        runtime -> new ReportingRuntime(runtime, report)),
                server -> LocalBanner.of(
                        server.uri(),
                        server.catalog(),
                        workplace.functions(),
                        config.store().dataDir()));
    }

    /** As {@code init} takes it. */
    private static String directory(Workplace workplace) {
        Path directory = workplace.functions().getParent();
        return directory == null ? "" : " " + OwnCommand.quoted(directory);
    }

    private Map<String, String> settings(Workplace workplace) {
        Map<String, String> settings = SettingOptions.given(spec);
        settings.put("functions", workplace.functions().toString());
        settings.putIfAbsent("data-dir", workplace.dataDir().toString());
        return settings;
    }
}
