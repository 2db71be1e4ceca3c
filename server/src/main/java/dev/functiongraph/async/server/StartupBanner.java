package dev.functiongraph.async.server;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The text that a started server prints: its address, its documentation, its functions, and a command to try. */
final class StartupBanner {
    private StartupBanner() {}

    /**
     * @param needsToken whether requests must have an {@code X-Auth-Token}; the command then has a place for it
     * @param certificate of TLS, which the command trusts
     */
    static String of(URI uri, FunctionCatalog catalog, boolean needsToken, Optional<Path> certificate) {
        StringBuilder text =
                new StringBuilder("Listening on " + uri + "\nDocumentation: " + uri + "/docs\n\nFunctions:\n");
        for (FunctionDefinition function : catalog.definitions()) {
            text.append("  ")
                    .append(function.urn())
                    .append(function.enabled() ? "" : "  (disabled)")
                    .append('\n');
        }
        catalog.definitions().stream()
                .filter(FunctionDefinition::enabled)
                .findFirst()
                .ifPresent(function -> text.append("\nTry:\n  ")
                        .append(command(uri, function, needsToken, certificate))
                        .append("\n\n"));
        return text.toString();
    }

    private static String command(
            URI uri, FunctionDefinition function, boolean needsToken, Optional<Path> certificate) {
        return "curl -i " + certificate.map(file -> "--cacert '" + file + "' ").orElse("") + "-X POST '" + uri + "/v2/"
                + function.urn().projectId() + "/fgs/functions/" + function.urn()
                + "/invocations-async' -H 'Content-Type: application/json'"
                + (needsToken ? " -H 'X-Auth-Token: TOKEN'" : "")
                + " -d '{\"key\":\"value\"}'";
    }
}
