package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Arrays;
import java.util.List;

/** The expectations of an answer. Each one that is not met becomes a mismatch. */
public final class Expectation {
    private final List<Exchange> steps;
    private final boolean together;
    private final Exchange exchange;
    private final Findings findings;

    /**
     * @param steps the last of which has the answer that is checked
     * @param together whether they took place on one connection
     */
    Expectation(List<Exchange> steps, boolean together, Findings findings) {
        this.steps = steps;
        this.together = together;
        this.exchange = steps.get(steps.size() - 1);
        this.findings = findings;
    }

    public Expectation status(int expected) {
        return that(exchange.status() == expected, "status " + expected, exchange.summary());
    }

    /** For answers among which the server may choose. */
    public Expectation statusIn(int... expected) {
        return that(
                Arrays.stream(expected).anyMatch(status -> status == exchange.status()),
                "a status of " + Arrays.toString(expected),
                exchange.summary());
    }

    public Expectation error(int status, String code) {
        String actual =
                exchange.json().map(body -> body.path("error_code").asText("")).orElse("");
        return status(status)
                .that(exchange.status() != status || actual.equals(code), "error_code " + code, exchange.summary());
    }

    /** The error of a function that does not exist. */
    public Expectation unknownFunction() {
        return error(404, "FSS.0404");
    }

    /** An error in the contract's shape, whatever its code. */
    public Expectation anyError(int status) {
        boolean shaped = exchange.json()
                .filter(body -> body.path("error_code").isTextual()
                        && body.path("error_msg").isTextual())
                .isPresent();
        return status(status)
                .that(exchange.status() != status || shaped, "error_code and error_msg in JSON", exchange.summary());
    }

    public Expectation noHeader(String name) {
        return that(
                exchange.received()
                        .map(received ->
                                received.answer().headers().values(name).isEmpty())
                        .orElse(true),
                "no header " + name,
                "present");
    }

    /**
     * Anything else.
     *
     * @param expected and {@code actual}: complete phrases, for people
     */
    public Expectation that(boolean holds, String expected, String actual) {
        if (!holds) {
            findings.add(new Mismatch(expected, actual, steps, together, ""));
        }
        return this;
    }
}
