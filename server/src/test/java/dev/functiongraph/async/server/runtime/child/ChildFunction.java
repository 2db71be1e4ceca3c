package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.Destinations;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A function in child processes, whose code a test writes. */
final class ChildFunction {
    /** What is found on the PATH may be a script that looks for one, or may not be another user's to run. */
    private static final String PYTHON = System.getProperty("python", "/usr/bin/python3");

    final FunctionDefinition definition;
    private final Path code;

    private ChildFunction(FunctionDefinition definition, Path code) {
        this.definition = definition;
        this.code = code;
    }

    static ChildFunction python(Path dir, String code) {
        return of(Language.PYTHON, dir, Map.of("index.py", code));
    }

    static ChildFunction node(Path dir, String code) {
        return of(Language.NODEJS, dir, Map.of("index.js", code));
    }

    /** A loop as documented, with a shell function that handles an event; and nothing where none came. */
    static ChildFunction bash(Path dir, String handler) {
        return of(Language.CUSTOM, dir, Map.of("bootstrap", """
                #!/bin/bash
                %s
                while true; do
                  HEADERS="$TMPDIR/headers"
                  EVENT=$(curl -sS -LD "$HEADERS" -X GET "http://${RUNTIME_API_ADDR}/v1/runtime/invocation/request")
                  REQUEST_ID=$(grep -Fi x-cff-request-id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
                  [ -n "$REQUEST_ID" ] || continue
                  RESPONSE=$(handler "$EVENT") && WHERE=response || WHERE=error
                  printf %%s "$RESPONSE" > "$TMPDIR/response"
                  curl -sS -X POST "http://${RUNTIME_API_ADDR}/v1/runtime/invocation/$WHERE/$REQUEST_ID" \\
                    -d @"$TMPDIR/response"
                done
                """.formatted(handler)));
    }

    static ChildFunction of(Language language, Path dir, Map<String, String> files) {
        Path code = dir.resolve("code-" + UUID.randomUUID());
        ChildFunction function = new ChildFunction(
                definition(
                        newName(),
                        new Child(
                                language,
                                code,
                                Optional.of("index.handler"),
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                256L << 20,
                                language == Language.PYTHON ? List.of(PYTHON) : List.of(),
                                0),
                        Duration.ofSeconds(20),
                        2),
                code);
        files.forEach(function::write);
        return function;
    }

    static String newName() {
        return "f" + UUID.randomUUID().toString().substring(0, 8);
    }

    static FunctionDefinition definition(String name, RuntimeDefinition runtime, Duration timeout, int concurrency) {
        return new FunctionDefinition(
                FunctionUrn.parse(TestFunctions.urn(name)),
                true,
                runtime,
                timeout,
                concurrency,
                Set.of(),
                new AsyncSettings(0, Duration.ofHours(1), Destinations.NONE));
    }

    void write(String name, String text) {
        try {
            Path file = code.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (name.equals("bootstrap") && !file.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path code() {
        return code;
    }

    Child child() {
        return (Child) definition.runtime();
    }

    ChildFunction with(Duration timeout, int concurrency) {
        return new ChildFunction(definition(definition.urn().functionName(), child(), timeout, concurrency), code);
    }

    ChildFunction with(Child child) {
        return new ChildFunction(
                definition(definition.urn().functionName(), child, definition.timeout(), definition.concurrency()),
                code);
    }

    /** Another function of the same code, in a directory of its own. */
    ChildFunction copy(Path dir) throws IOException {
        return of(child().language(), dir, Map.of("index.py", Files.readString(code.resolve("index.py"))));
    }

    ChildFunction withEnvironment(Map<String, String> environment) {
        return with(child(child().code(), child().handler(), child().initializer(), environment, child().warm()));
    }

    ChildFunction withInitializer(String initializer) {
        return with(child(code, child().handler(), Optional.of(initializer), Map.of(), 0));
    }

    ChildFunction withWarm(int warm) {
        return with(child(code, child().handler(), Optional.empty(), Map.of(), warm));
    }

    ChildFunction withCode(Path other, String handler) {
        return with(child(other, Optional.of(handler), Optional.empty(), Map.of(), 0));
    }

    ChildFunction withUserData(Map<String, String> userData) {
        Child child = child();
        return with(new Child(
                child.language(),
                child.code(),
                child.handler(),
                child.initializer(),
                child.environment(),
                userData,
                child.memory(),
                child.command(),
                child.warm()));
    }

    private Child child(
            Path other,
            Optional<String> handler,
            Optional<String> initializer,
            Map<String, String> environment,
            int warm) {
        Child child = child();
        return new Child(
                child.language(),
                other,
                handler,
                initializer,
                environment,
                child.userData(),
                child.memory(),
                child.command(),
                warm);
    }

    FunctionRun run(FunctionRuntime runtime) {
        return run(runtime, "{\"k\":\"v\"}");
    }

    FunctionRun run(FunctionRuntime runtime, String event) {
        return FunctionRun.start(runtime, definition, event, 1);
    }
}
