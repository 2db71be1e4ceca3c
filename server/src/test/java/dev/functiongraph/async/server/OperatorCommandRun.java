package dev.functiongraph.async.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A run of an operator's command within the test's own process.
 *
 * @param output what it printed, to either stream
 */
record OperatorCommandRun(int status, String output) {

    /** @param dir in which the server runs, with its data directory {@code data} */
    static OperatorCommandRun in(Path dir, String... command) {
        return with(command, "--data-dir", dir.resolve("data").toString());
    }

    static OperatorCommandRun with(String[] command, String... options) {
        StringWriter output = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
        int status = commandLine.execute(
                Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
        return new OperatorCommandRun(status, output.toString());
    }
}
