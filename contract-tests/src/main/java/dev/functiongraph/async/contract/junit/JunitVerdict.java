package dev.functiongraph.async.contract.junit;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Verdict;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The mapping of a verdict to the result of a JUnit test. */
final class JunitVerdict {
    private JunitVerdict() {}

    /** @param text what a report says of it */
    static void report(Verdict verdict, String text) throws CouldNotRunException {
        if (verdict.breaks()) {
            Assertions.fail(text);
        }
        if (verdict.outcome() == Outcome.COULD_NOT_RUN) {
            throw new CouldNotRunException(text);
        }
        if (verdict.outcome() != Outcome.PASSED) {
            Assumptions.abort(text);
        }
    }
}
