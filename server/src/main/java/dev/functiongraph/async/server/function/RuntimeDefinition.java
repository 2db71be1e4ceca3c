package dev.functiongraph.async.server.function;

import java.net.URI;

/** The place where a function's code runs. */
public sealed interface RuntimeDefinition {

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
        public boolean isInProcess() {
            return false;
        }
    }
}
