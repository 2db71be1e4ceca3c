package dev.functiongraph.async.server.function;

import java.net.URI;

/** The place where a function's code runs. */
public sealed interface RuntimeDefinition {

    <T> T visit(Visitor<T> visitor);

    /** A case for each place. */
    interface Visitor<T> {
        T java(Java java);

        T container(Container container);
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
}
