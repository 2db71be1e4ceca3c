package dev.functiongraph.async.contract.cli;

import java.io.Console;

/** The terminal, if standard output is one. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // The newer way is asked below.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there may be a console without a terminal, and a method to ask.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
