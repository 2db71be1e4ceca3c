package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.units.Units;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The reader of a runtime in {@code functions.yaml} that is a child process. */
final class ChildReader {
    private static final long DEFAULT_MEMORY = 256L << 20;
    private static final long MIN_MEMORY = 32L << 20;
    private static final long MAX_MEMORY = 1L << 40;
    private static final Pattern HANDLER = Pattern.compile("[^.\\s][^\\s]*\\.[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String RESERVED = "RUNTIME_";

    private final JsonNode runtime;
    private final Path directory;
    private final BiConsumer<JsonNode, String> problems;
    private boolean complete = true;

    /** @param problems takes each value that is wrong, and why */
    ChildReader(JsonNode runtime, Path directory, BiConsumer<JsonNode, String> problems) {
        this.runtime = runtime;
        this.directory = directory;
        this.problems = problems;
    }

    Child read(Language language) {
        List<String> command = new ArrayList<>();
        runtime.path("command").forEach(word -> command.add(word.asText()));
        return new Child(
                language,
                code(runtime.path("code")),
                handler("handler", language),
                handler("initializer", language),
                environment(runtime.path("environment")),
                texts(runtime.path("user_data")),
                memory(runtime.path("memory")),
                List.copyOf(command),
                runtime.path("warm").asInt(0));
    }

    /** Whether everything could be read. */
    boolean isComplete() {
        return complete && runtime.path("code").isTextual();
    }

    private void problem(JsonNode value, String text) {
        complete = false;
        problems.accept(value, text);
    }

    private Path code(JsonNode code) {
        try {
            return directory.resolve(code.asText()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            problem(code, "the code is not the name of a directory or file");
            return directory;
        }
    }

    private Optional<String> handler(String key, Language language) {
        JsonNode handler = runtime.path(key);
        if (!handler.isTextual()) {
            complete &= handler.isMissingNode() && (language == Language.CUSTOM || key.equals("initializer"));
            return Optional.empty();
        }
        if (language != Language.CUSTOM && !HANDLER.matcher(handler.asText()).matches()) {
            problem(
                    handler,
                    "the " + key + " '" + handler.asText() + "' is not a file, a dot and a function's name, such as"
                            + " index.handler");
        }
        return Optional.of(handler.asText());
    }

    private Map<String, String> environment(JsonNode variables) {
        variables.properties().forEach(variable -> {
            String name = variable.getKey();
            if (name.startsWith(RESERVED)) {
                problem(variable.getValue(), "the variable " + name + " is the server's to set");
            } else if (!VARIABLE.matcher(name).matches()) {
                problem(variable.getValue(), "'" + name + "' is not the name of a variable");
            } else if (variable.getValue().asText().indexOf('\0') >= 0) {
                problem(variable.getValue(), "the variable " + name + " has a NUL character");
            }
        });
        return texts(variables);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return Map.copyOf(texts);
    }

    private long memory(JsonNode memory) {
        if (!memory.isTextual()) {
            return DEFAULT_MEMORY;
        }
        try {
            long bytes = Units.bytes(memory.asText());
            if (bytes >= MIN_MEMORY && bytes <= MAX_MEMORY) {
                return bytes;
            }
            problem(memory, "the memory must be 32MiB to 1024GiB, is " + memory.asText());
        } catch (IllegalArgumentException e) {
            problem(memory, "the memory " + e.getMessage());
        }
        return DEFAULT_MEMORY;
    }
}
