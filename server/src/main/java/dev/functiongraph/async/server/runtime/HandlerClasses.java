package dev.functiongraph.async.server.runtime;

/** The origin of the classes of handlers. Thread-safe. */
@FunctionalInterface
public interface HandlerClasses {
    /** The class path of the server. */
    HandlerClasses CLASS_PATH = className -> HandlerClasses.class.getClassLoader();

    /**
     * The loader of a class: another one than before if its code has changed.
     *
     * @throws IllegalArgumentException with a sentence, if the code cannot be used
     */
    ClassLoader loaderOf(String className);
}
