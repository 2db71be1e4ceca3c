package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.operator.HelpOption;
import dev.functiongraph.async.server.operator.MisplacedOptions;
import dev.functiongraph.async.server.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that writes a first function. */
@Command(
        name = "init",
        description = "Writes a function, an event and a functions.yaml that work as they are.",
        exitCodeList = {"0:written", "2:not written: they are there already, or the directory cannot be used"},
        sortOptions = false)
public final class InitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where to; default: here. It is made if need be.")
    private Path directory = Path.of("");

    @Option(names = "--runtime", paramLabel = "NAME", description = "python, nodejs or java; default python.")
    private Template template = Template.PYTHON;

    @Mixin
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private final HelpOption help = new HelpOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MisplacedOptions.refuse(spec);
        List<Path> existing = template.existing(directory);
        if (!existing.isEmpty()) {
            return refused(existing.stream().map(InitCommand::shown).collect(Collectors.joining(", "))
                    + (existing.size() == 1 ? " is" : " are") + " there already; nothing was written");
        }
        try {
            template.write(directory);
        } catch (FileAlreadyExistsException e) {
            return refused(e.getFile() + " is there already, and is left as it is");
        } catch (IOException e) {
            return refused("the files cannot be written to " + shown(directory.toAbsolutePath())
                    + "; is it a directory that you may write to?");
        }
        tellNext(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return CommandLine.ExitCode.USAGE;
    }

    private void tellNext(PrintWriter out) {
        template.files().forEach(file -> out.println("wrote  " + shown(directory.resolve(file))));
        boolean here = directory.toString().isEmpty();
        String in = here ? "" : " " + OwnCommand.quoted(directory);
        out.println();
        out.println("Serve it, then call it from another terminal:");
        out.println("  " + OwnCommand.with("run" + in));
        out.println("  "
                + OwnCommand.with("invoke hello --event " + OwnCommand.quoted(directory.resolve("event.json"))
                        + (here ? "" : " --functions " + OwnCommand.quoted(directory.resolve("functions.yaml")))
                        + " --wait"));
        out.flush();
    }

    private static String shown(Path path) {
        return TerminalText.line(path.toString());
    }
}
