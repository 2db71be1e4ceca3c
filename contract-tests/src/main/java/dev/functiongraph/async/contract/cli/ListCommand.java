package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Register;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the register of requirements. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Prints what the contract requires.")
public final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Register register = Register.current();
        out.printf("Requirements of contract %s%n", register.contract());
        register.all()
                .forEach(requirement -> out.printf(
                        "%n%s %s (%s)%n  %s%n",
                        requirement.level(), requirement.id(), requirement.source(), requirement.demand()));
        return 0;
    }
}
