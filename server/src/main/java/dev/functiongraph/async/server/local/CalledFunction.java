package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.function.MalformedUrnException;
import dev.functiongraph.async.server.text.NearestName;
import dev.functiongraph.async.server.text.TerminalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function as a request names it.
 *
 * @param name what stands in the path: a URN, or a short form
 */
record CalledFunction(String projectId, String name) {

    /**
     * Finds the function that a person means.
     *
     * @param typed a name, {@code name:version}, or any form that the API takes
     * @param projectId of the function, unless the name or the functions file tells
     */
    static CalledFunction find(String typed, @Nullable String projectId, Path functions) throws CommandProblem {
        if (typed.startsWith("urn:")) {
            return ofUrn(typed);
        }
        if (Files.exists(functions)) {
            return in(catalog(functions), typed, projectId, functions);
        }
        if (projectId == null) {
            throw new CommandProblem("there is no " + functions + " to look '" + TerminalText.line(typed)
                    + "' up in; name it with --functions, or give --project, or a full URN");
        }
        return new CalledFunction(projectId, typed);
    }

    private static CalledFunction ofUrn(String urn) throws CommandProblem {
        try {
            return new CalledFunction(FunctionReference.parse(urn, "").projectId(), urn);
        } catch (MalformedUrnException e) {
            throw new CommandProblem("'" + TerminalText.line(urn) + "' is no URN: " + e.getMessage());
        }
    }

    /** Whether it can be run here is its server's matter. */
    private static FunctionCatalog catalog(Path functions) throws CommandProblem {
        try {
            return new CatalogReader(runtime -> Optional.empty(), Integer.MAX_VALUE)
                    .read(functions.toString(), TextFile.read(functions));
        } catch (InvalidCatalogException e) {
            throw new CommandProblem(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandProblem(functions + " cannot be read: " + e.getMessage());
        }
    }

    private static CalledFunction in(FunctionCatalog catalog, String typed, @Nullable String projectId, Path functions)
            throws CommandProblem {
        List<FunctionUrn> found = catalog.definitions().stream()
                .map(FunctionDefinition::urn)
                .map(FunctionUrn::projectId)
                .distinct()
                .filter(project -> projectId == null || projectId.equals(project))
                .flatMap(project -> references(typed, project))
                .flatMap(reference -> catalog.resolve(reference).stream())
                .map(FunctionDefinition::urn)
                .distinct()
                .toList();
        if (found.isEmpty()) {
            List<String> names = catalog.definitions().stream()
                    .map(function -> function.urn().functionName())
                    .distinct()
                    .toList();
            throw new CommandProblem("there is no function '" + TerminalText.line(typed) + "' in " + functions
                    + NearestName.hint(typed, names));
        }
        if (found.size() > 1) {
            throw new CommandProblem("'" + TerminalText.line(typed) + "' is several functions of " + functions
                    + "; give --project, or a full URN: " + found);
        }
        return new CalledFunction(found.get(0).projectId(), found.get(0).toString());
    }

    /** The API takes no {@code name:version}: two fields are a package and a name there. */
    private static Stream<FunctionReference> references(String typed, String projectId) {
        return Stream.of(typed, projectId + ":default:" + typed).flatMap(form -> {
            try {
                return Stream.of(FunctionReference.parse(form, projectId));
            } catch (MalformedUrnException e) {
                return Stream.empty();
            }
        });
    }
}
