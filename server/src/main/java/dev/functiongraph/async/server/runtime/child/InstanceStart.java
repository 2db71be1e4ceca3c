package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of an instance's process. It blocks its thread for a moment. */
final class InstanceStart {
    private static final Logger log = LoggerFactory.getLogger(InstanceStart.class);

    private static final Pattern SYSTEM_ERROR = Pattern.compile("error=[0-9]+, ([^()]+)$");

    private final FunctionDefinition function;
    private final Child child;
    private final CodeSource source;
    private final SharedResources shared;
    private final String name;
    private final String address;
    private final MemoryLimit memory;

    /**
     * @param name of the instance
     * @param address of its port of the runtime API
     * @param memory of the instance
     */
    InstanceStart(
            FunctionDefinition function,
            Child child,
            CodeSource source,
            SharedResources shared,
            String name,
            String address,
            MemoryLimit memory) {
        this.function = function;
        this.child = child;
        this.source = source;
        this.shared = shared;
        this.name = name;
        this.address = address;
        this.memory = memory;
    }

    /**
     * A process that has been started.
     *
     * @param temporary its temporary directory
     */
    record Started(CodeSource.Version code, Path temporary, ChildProcess process) {}

    /** The reason why none was started: what becomes of an attempt that waits for it. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        Failure(Outcome outcome, IOException cause) {
            super(cause);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    /** @return empty while the code is changing */
    Optional<Started> start() throws Failure {
        Optional<CodeSource.Version> code = code();
        return code.isPresent() ? Optional.of(start(code.get())) : Optional.empty();
    }

    private Optional<CodeSource.Version> code() throws Failure {
        try {
            return source.look();
        } catch (IOException e) {
            throw new Failure(new Outcome.Unavailable("its code " + child.code() + " " + e.getMessage()), e);
        }
    }

    private Started start(CodeSource.Version code) throws Failure {
        requireBootstrap(code.root());
        Optional<Path> made = Optional.empty();
        try {
            memory.open();
            Path temporary = shared.work().makeTemporary(name);
            made = Optional.of(temporary);
            ChildCommand command = new ChildCommand(function, child, shared.work());
            ChildProcess process = ChildProcess.start(
                    command.words(shared.settings().user(), memory.group()),
                    command.environment(name, address, code.root(), temporary),
                    code.root(),
                    shared.reader());
            return new Started(code, temporary, process);
        } catch (IOException e) {
            log.debug("A process of {} cannot be started", function.urn(), e);
            made.ifPresent(WorkDirectory::delete);
            throw new Failure(new Outcome.Unavailable("its process cannot be started" + reason(e)), e);
        }
    }

    /** The system's own word of it, where there is one. */
    private static String reason(IOException failure) {
        Matcher word = SYSTEM_ERROR.matcher(String.valueOf(failure.getMessage()));
        return word.find() ? ": " + word.group(1) : "";
    }

    /** FunctionGraph takes it for the function's failure, too. */
    private void requireBootstrap(Path root) throws Failure {
        if (child.language() == Language.CUSTOM && child.command().isEmpty()) {
            Optional<String> problem = new Bootstrap(root).problem();
            if (problem.isPresent()) {
                Outcome outcome = new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, problem.get());
                throw new Failure(outcome, new IOException(problem.get()));
            }
        }
    }
}
