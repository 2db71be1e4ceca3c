package dev.functiongraph.async.server;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import java.net.URI;

/** What a started server prints: where it listens and is documented, what it serves, and a line to try. */
final class Greeting {
    private Greeting() {}

    static String of(URI uri, FunctionCatalog catalog) {
        StringBuilder text =
                new StringBuilder("Listening on " + uri + "\nDocumentation: " + uri + "/docs\n\nFunctions:\n");
        for (FunctionDefinition function : catalog.definitions()) {
            text.append("  ")
                    .append(function.urn())
                    .append(function.enabled() ? "" : "  (disabled)")
                    .append('\n');
        }
        catalog.definitions().stream()
                .findFirst()
                .ifPresent(
                        function -> text.append("\nTry:\n  curl -i -X POST '")
                                .append(uri)
                                .append("/v2/")
                                .append(function.urn().projectId())
                                .append("/fgs/functions/")
                                .append(function.urn())
                                .append(
                                        "/invocations-async' -H 'Content-Type: application/json' -d '{\"key\":\"value\"}'\n\n"));
        return text.toString();
    }
}
