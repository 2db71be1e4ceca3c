package dev.functiongraph.async.server;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.local.OwnCommand;
import dev.functiongraph.async.server.local.Workplace;
import java.net.URI;
import java.nio.file.Path;

/** The text that the command {@code run} prints first: where the server is, what it serves, and what to type next. */
final class LocalBanner {
    private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";

    private LocalBanner() {}

    static String of(URI uri, FunctionCatalog catalog, Path functions, Path dataDir) {
        StringBuilder text = new StringBuilder("Listening on " + uri + "\n\nFunctions of " + functions + ":\n");
        for (FunctionDefinition function : catalog.definitions()) {
            text.append("  ")
                    .append(function.urn().functionName())
                    .append("  ")
                    .append(kind(function.runtime()))
                    .append(function.enabled() ? "" : "  (disabled)")
                    .append('\n');
        }
        text.append("Events and results are kept in ").append(dataDir).append(".\n");
        text.append("A change of code or of the file takes effect within some 2 s. Ctrl-C ends it.\n");
        catalog.definitions().stream()
                .filter(FunctionDefinition::enabled)
                .findFirst()
                .ifPresent(function -> text.append("\nIn another terminal:\n  ")
                        .append(OwnCommand.with("invoke " + function.urn().functionName()))
                        .append(uri.toString().equals(DEFAULT_ADDRESS) ? "" : " --base-url " + uri)
                        .append(
                                functions.equals(Workplace.at(Path.of("")).functions())
                                        ? ""
                                        : " --functions " + OwnCommand.quoted(functions))
                        .append(" --data '{\"name\":\"world\"}' --wait\n\n"));
        return text.toString();
    }

    private static String kind(RuntimeDefinition runtime) {
        return runtime.visit(new RuntimeDefinition.Visitor<>() {
            @Override
            public String java(RuntimeDefinition.Java java) {
                return "java";
            }

            @Override
            public String container(RuntimeDefinition.Container container) {
                return "container";
            }

            @Override
            public String child(RuntimeDefinition.Child child) {
                return child.language().type();
            }
        });
    }
}
