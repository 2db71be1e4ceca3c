package dev.functiongraph.async.server.function;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The place where a function's code runs. */
public sealed interface RuntimeDefinition {

    <T> T visit(Visitor<T> visitor);

    /** A case for each place. */
    interface Visitor<T> {
        T java(Java java);

        T container(Container container);

        T child(Child child);
    }

    /** Whether the code runs inside the server's own process, which it can end. */
    boolean isInProcess();

    /**
     * A class in the server's own class path.
     *
     * @param handler the name of a class that implements {@code FunctionHandler} and has a public constructor without
     *     parameters
     */
    record Java(String handler) implements RuntimeDefinition {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.java(this);
        }

        @Override
        public boolean isInProcess() {
            return true;
        }
    }

    /**
     * An event container that is reached over HTTP.
     *
     * @param url its base: {@code /init} and {@code /invoke} are appended
     */
    record Container(URI url) implements RuntimeDefinition {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.container(this);
        }

        @Override
        public boolean isInProcess() {
            return false;
        }
    }

    /** A language of functions that run in processes of their own. */
    enum Language {
        PYTHON("python", Optional.of("python3")),
        NODEJS("nodejs", Optional.of("node")),
        /** The program in the code itself. */
        CUSTOM("custom", Optional.empty());

        private final String type;
        private final Optional<String> interpreter;

        Language(String type, Optional<String> interpreter) {
            this.type = type;
            this.interpreter = interpreter;
        }

        /** Its name in {@code functions.yaml}. */
        public String type() {
            return type;
        }

        /** The program that runs its code, unless the function names another; empty where the code is one. */
        public Optional<String> interpreter() {
            return interpreter;
        }
    }

    /**
     * A child process of the server that pulls its events.
     *
     * @param code a directory, or a zip archive of one
     * @param handler such as {@code index.handler}; a custom runtime is told it, and may have none
     * @param initializer of the same form: what is called once before the first event
     * @param environment further variables of the process
     * @param userData what the context's {@code getUserData} answers
     * @param memory in bytes, of one process with all that it starts
     * @param command what is started instead of the language's own; empty if it is that
     * @param warm how many processes wait for events even where there are none
     */
    record Child(
            Language language,
            Path code,
            Optional<String> handler,
            Optional<String> initializer,
            Map<String, String> environment,
            Map<String, String> userData,
            long memory,
            List<String> command,
            int warm)
            implements RuntimeDefinition {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.child(this);
        }

        @Override
        public boolean isInProcess() {
            return false;
        }

        /** Without the environment and the user data, which may be secret. */
        @Override
        public String toString() {
            return "Child[" + language.type() + " " + code + "]";
        }
    }
}
