package dev.functiongraph.async.server;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * A signal that ends a process. Java tells of it by {@code sun.misc.Signal} alone, whose compiler's warning nothing can
 * silence: so that class is named in a text.
 */
enum ProcessSignal {
    HUP(1),
    INT(2),
    TERM(15);

    private final int number;

    ProcessSignal(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /**
     * Takes it over.
     *
     * @param handler called for each one, on a thread of its own
     * @throws ReflectiveOperationException if it is left to the Java virtual machine
     */
    void handle(Consumer<ProcessSignal> handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, signals) -> {
            handler.accept(this);
            return null;
        });
        signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(name()), proxy);
    }
}
