package dev.functiongraph.async.server.function;

import java.net.URI;

/** Where a function's code runs. */
public sealed interface RuntimeDefinition {

    /**
     * A class in the server's own class path.
     *
     * @param handler the name of a class that implements {@code FunctionHandler} and has a public constructor without
     *     parameters
     */
    record Java(String handler) implements RuntimeDefinition {}

    /**
     * An event container that is reached over HTTP.
     *
     * @param url its base: {@code /init} and {@code /invoke} are appended
     */
    record Container(URI url) implements RuntimeDefinition {}
}
