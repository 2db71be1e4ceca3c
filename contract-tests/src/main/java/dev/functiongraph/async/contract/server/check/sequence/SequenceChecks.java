package dev.functiongraph.async.contract.server.check.sequence;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of random sequences. One that fails is shortened, and shown from its first request on. */
public final class SequenceChecks {
    private static final int FEWEST = 3;
    private static final int AT_ONCE = 5;
    private static final int LENGTH = 10;

    private SequenceChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "sequence.pages", probe -> check(probe, Violation.Kind.PAGES),
                "sequence.states", probe -> check(probe, Violation.Kind.STATES));
    }

    private static void check(Probe probe, Violation.Kind kind) throws CouldNotRunException, InterruptedException {
        List<List<Step>> sequences = new ArrayList<>();
        for (int i = 0; i < Math.max(FEWEST, probe.cases() / 20); i++) {
            sequences.add(Step.sequence(probe.random(), LENGTH));
        }
        for (Optional<Failure> failure :
                Concurrently.callEach(AT_ONCE, sequences, steps -> failure(probe, kind, steps))) {
            if (failure.isPresent()) {
                report(probe, kind, failure.get());
                return;
            }
            probe.expect(true, "", "");
        }
    }

    /** A sequence that fails, and what it came to. */
    private record Failure(List<Step> steps, Violation violation, List<Exchange> exchanges) {}

    private static Optional<Failure> failure(Probe probe, Violation.Kind kind, List<Step> steps)
            throws CouldNotRunException, InterruptedException {
        SequenceRun run = new SequenceRun(probe, kind);
        return run.of(steps).map(violation -> new Failure(steps, violation, run.exchanges()));
    }

    private static void report(Probe probe, Violation.Kind kind, Failure first) throws InterruptedException {
        Failure[] shortest = {first};
        try {
            Shrinking.of(first.steps(), fewer -> {
                Optional<Failure> failure = failure(probe, kind, fewer);
                failure.ifPresent(shorter -> shortest[0] = shorter);
                return failure.isPresent();
            });
        } catch (CouldNotRunException e) {
            // The shortest one so far is shown.
        }
        Violation violation = shortest[0].violation();
        probe.expect(shortest[0].exchanges()).that(false, violation.expected(), violation.actual());
    }
}
