package dev.functiongraph.async.contract.zoo;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server that differs from the zoo's correct one in what an operator did at one place.
 *
 * @param operator what was done, such as {@code drop}; each operator is applied at every place that it fits
 * @param place where, such as {@code list 200 next_marker}
 * @param open the rule by which it is as correct as before, so that no black box can tell; empty for a fault
 * @param token what a caller must send, if it demands credentials
 */
record Mutant(String operator, String place, String open, Optional<String> token, Start start) {

    /** The start of a server. */
    @FunctionalInterface
    interface Start {
        Running start() throws IOException;
    }

    /** A server that runs until it is closed. */
    interface Running extends AutoCloseable {
        URI uri();

        @Override
        void close() throws IOException;
    }

    static Mutant of(String operator, String place, String open, Supplier<? extends Model> model) {
        return of(operator, place, open, ServerSpecimen.of("", place).with(model));
    }

    static Mutant of(String operator, String place, String open, ServerSpecimen specimen) {
        return new Mutant(operator, place, open, specimen.token(), () -> {
            ZooServer server = specimen.start();
            return new Running() {
                @Override
                public URI uri() {
                    return server.uri();
                }

                @Override
                public void close() throws IOException {
                    server.close();
                }
            };
        });
    }

    boolean isFault() {
        return open.isEmpty();
    }

    @Override
    public String toString() {
        return place + ": " + operator;
    }
}
