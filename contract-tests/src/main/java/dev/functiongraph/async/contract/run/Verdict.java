package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Level;
import dev.functiongraph.async.contract.register.Requirement;
import java.time.Duration;
import java.util.List;

/**
 * The verdict on one requirement.
 *
 * @param mismatches all that were found; also those of a known failure
 * @param note why it could not run or is not applicable, or the reason of a known failure; empty otherwise
 * @param cases how many cases were judged
 */
public record Verdict(
        Requirement requirement,
        Outcome outcome,
        List<Mismatch> mismatches,
        String note,
        int cases,
        Duration duration) {

    public Verdict {
        mismatches = List.copyOf(mismatches);
    }

    /** Whether the subject is not conformant, or the file of known failures is out of date, because of this alone. */
    public boolean breaks() {
        return outcome == Outcome.UNEXPECTEDLY_PASSED
                || (outcome == Outcome.FAILED && requirement.level() == Level.MUST);
    }

    /** Whether it failed something that only should be. */
    public boolean warns() {
        return outcome == Outcome.FAILED && requirement.level() == Level.SHOULD;
    }
}
