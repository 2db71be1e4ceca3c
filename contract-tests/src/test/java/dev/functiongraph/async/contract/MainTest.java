package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The exit status of the command line, which is 1 only if a check failed. */
class MainTest {

    @Test
    void anErrorOfTheVirtualMachineEndsInTwo() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Exhausting()).setErr(new PrintWriter(err, true));
        assertThat(Main.exitCode(command)).isEqualTo(2);
        assertThat(err.toString())
                .contains("could not run because of a bug in this kit: java.lang.OutOfMemoryError: no heap");
    }

    @Command
    static final class Exhausting implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new OutOfMemoryError("no heap");
        }
    }
}
