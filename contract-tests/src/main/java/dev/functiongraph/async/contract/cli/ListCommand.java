package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that prints the register of requirements. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Prints the requirements of the contract.")
public final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ContractOption contract;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Register register = contract.register();
        out.printf(
                "Contract %s: %d requirements%n",
                register.contract(), register.all().size());
        for (Side side : Side.values()) {
            groups(register.of(side)).forEach((group, requirements) -> {
                out.printf("%n%s: %s%n", side.name().toLowerCase(Locale.ROOT), group);
                requirements.forEach(requirement -> print(requirement, out));
            });
        }
        out.flush();
        return 0;
    }

    private static Map<String, List<Requirement>> groups(List<Requirement> requirements) {
        return requirements.stream()
                .collect(Collectors.groupingBy(
                        requirement -> requirement.id().split("\\.")[0], LinkedHashMap::new, Collectors.toList()));
    }

    private static void print(Requirement requirement, PrintWriter out) {
        out.printf(
                "  %s (%s, since %s)%n      %s%n      source: %s%n",
                requirement.id(),
                requirement.level().name().toLowerCase(Locale.ROOT),
                requirement.since(),
                requirement.demand(),
                requirement.source());
    }
}
