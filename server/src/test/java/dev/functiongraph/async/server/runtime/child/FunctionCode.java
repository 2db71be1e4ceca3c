package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import dev.functiongraph.async.server.runtime.ScriptedContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The code of one function for each runtime, on which it does the same. */
final class FunctionCode {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;
    private static final String PYTHON =
            "import json, os, signal, subprocess, sys, time\ndef handler(event, context):\n";

    private final FunctionsExtension functions;
    private String python = "raise NotImplementedError()";
    private String node = "throw new Error('not implemented')";
    private String bash = "exit 9";
    private FunctionHandler java = (event, context) -> {
        throw new UnsupportedOperationException();
    };
    private ScriptedContainer.Script container = wire -> {};

    FunctionCode(FunctionsExtension functions) {
        this.functions = functions;
    }

    enum Kind {
        PYTHON,
        NODEJS,
        CUSTOM,
        JAVA,
        CONTAINER
    }

    /** A function on one of them. */
    record Function(FunctionRuntime runtime, FunctionDefinition definition, Path code) {
        FunctionRun run() {
            return run("{\"k\":\"v\"}");
        }

        FunctionRun run(String event) {
            return FunctionRun.start(runtime, definition, event, 1);
        }

        /** The next attempt of what has been tried before. */
        FunctionRun runAgain(FunctionRun before) {
            return FunctionRun.start(runtime, definition, "{\"k\":\"v\"}", 2, before.requestId());
        }
    }

    /** @param body of a handler of {@code event} and {@code context} */
    FunctionCode python(String body) {
        python = body;
        return this;
    }

    /** @param body of a handler of {@code event} and {@code context} */
    FunctionCode node(String body) {
        node = body;
        return this;
    }

    /** @param body of a shell function whose output is the result, and whose status says whether it is an error */
    FunctionCode bash(String body) {
        bash = body;
        return this;
    }

    FunctionCode java(FunctionHandler handler) {
        java = handler;
        return this;
    }

    /** @param script what it does about each event, which it has read already */
    FunctionCode container(ScriptedContainer.Script script) {
        container = script;
        return this;
    }

    Function on(Kind kind) throws IOException {
        return on(kind, TIMEOUT);
    }

    Function on(Kind kind, Duration timeout) throws IOException {
        Path dir = functions.dir();
        return switch (kind) {
            case PYTHON -> of(ChildFunction.python(dir, PYTHON + python.indent(4)), timeout);
            case NODEJS ->
                of(ChildFunction.node(dir, "exports.handler = async (event, context) => {" + node + "};\n"), timeout);
            case CUSTOM -> of(ChildFunction.bash(dir, "handler() {\n" + bash + "\n}"), timeout);
            case JAVA -> {
                String name = ChildFunction.newName();
                TestHandler.register(name, java);
                yield of(name, new RuntimeDefinition.Java(TestHandler.class.getName()), timeout);
            }
            case CONTAINER -> {
                ScriptedContainer running = functions.closedAtTheEnd(new ScriptedContainer(this::serve));
                yield of(ChildFunction.newName(), new RuntimeDefinition.Container(running.url()), timeout);
            }
        };
    }

    private void serve(ScriptedContainer.Wire wire) throws Exception {
        while (true) {
            if (wire.request().equals("/init")) {
                wire.answer(NOT_FOUND, "");
            } else {
                container.serve(wire);
            }
        }
    }

    private Function of(ChildFunction function, Duration timeout) {
        return new Function(functions.runtime(), function.with(timeout, 1).definition, function.code());
    }

    private Function of(String name, RuntimeDefinition runtime, Duration timeout) {
        return new Function(
                functions.runtime(),
                ChildFunction.definition(name, runtime, timeout, 1),
                functions.dir().resolve(name));
    }
}
