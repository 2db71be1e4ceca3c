package dev.functiongraph.async.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A run of an operator's command within the test's own process.
 *
 * @param output what it printed, to either stream
 */
record OperatorCommandRun(int status, String output) {

    /** @param dir in which the server runs, with its data directory {@code data} */
    static OperatorCommandRun in(Path dir, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--data-dir", dir.resolve("data").toString()));
        StringWriter output = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
        int status = commandLine.execute(arguments.toArray(String[]::new));
        return new OperatorCommandRun(status, output.toString());
    }
}
