package dev.functiongraph.async.server;

import dev.functiongraph.async.server.process.ExitStatus;
import dev.functiongraph.async.server.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The sentences for a command line that cannot be used, in place of picocli's, which fill the screen with the usage.
 */
final class CommandLineProblems implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println(text(problem));
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.CANNOT_START;
    }

    private static String text(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), problem.getCommandLine());
        }
        if (problem instanceof MissingParameterException missing) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? option.longestName() + " " + option.paramLabel() + " is missing or incomplete"
                    : argument.paramLabel() + " is missing";
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return ((OptionSpec) twice.getOverwritten()).longestName() + " is given twice";
        }
        return String.valueOf(problem.getMessage())
                .replaceFirst("^Invalid value for (?:option '(.+?)'|.*?\\((.+?)\\)): ", "$1$2: ");
    }

    /** Of a value where several may stand, which are request ids. */
    private static String problem(String argument) {
        try {
            return "'" + ArgumentParser.requestId(argument) + "' is not valid";
        } catch (TypeConversionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String unknown(String argument, CommandLine command) {
        List<String> names = new ArrayList<>();
        if (argument.startsWith("-")) {
            command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
            String name = argument.replaceFirst("=.*", "");
            return "there is no option " + name + NearestName.hint(name, names);
        }
        names.addAll(command.getSubcommands().keySet());
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            if (parameter.arity().isVariable()) {
                // Picocli takes a value that cannot be converted for one that belongs to something else.
                return parameter.paramLabel() + ": " + problem(argument);
            }
        }
        if (names.isEmpty()) {
            return "'" + argument + "' is one argument too many";
        }
        boolean isRoot = command.getParent() == null;
        return "there is no command '" + argument + "'"
                + NearestName.of(argument, names)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse(isRoot ? "; leave it out to start the server" : ": " + String.join(", ", names));
    }
}
