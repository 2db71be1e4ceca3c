package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs checks one after the other, and turns what they find into verdicts. */
public final class Runner {
    private final Map<String, Check> checks;
    private final KnownFailures known;
    private final Progress progress;

    /** @param checks by the ids of their requirements */
    public Runner(Map<String, Check> checks, KnownFailures known, Progress progress) {
        this.checks = checks;
        this.known = known;
        this.progress = progress;
    }

    /** One verdict for each requirement, in the same order. */
    public List<Verdict> run(List<Requirement> requirements) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Requirement requirement : requirements) {
            progress.started(requirement, verdicts.size() + 1, requirements.size());
            Verdict verdict = run(requirement);
            progress.ended(verdict);
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private Verdict run(Requirement requirement) throws InterruptedException {
        Findings findings = new Findings();
        long start = System.nanoTime();
        Outcome outcome;
        String note = "";
        try {
            check(requirement).run(findings);
            if (findings.cases() == 0) {
                throw new IllegalStateException("the check judged nothing");
            }
            outcome = judged(requirement, findings);
            note = known.reason(requirement).orElse("");
        } catch (CouldNotRunException e) {
            // What was found before is true all the same.
            outcome = findings.mismatches().isEmpty() ? Outcome.COULD_NOT_RUN : judged(requirement, findings);
            note = e.getMessage();
        } catch (NotApplicableException e) {
            outcome = Outcome.NOT_APPLICABLE;
            note = e.getMessage();
        } catch (RuntimeException e) {
            outcome = Outcome.COULD_NOT_RUN;
            note = "a fault of this kit, not of what it checks: " + e;
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return new Verdict(requirement, outcome, findings.mismatches(), note, findings.cases(), duration);
    }

    private Check check(Requirement requirement) throws CouldNotRunException {
        Check check = checks.get(requirement.id());
        if (check == null) {
            throw new CouldNotRunException("this kit has no check of it");
        }
        return check;
    }

    private Outcome judged(Requirement requirement, Findings findings) {
        boolean passed = findings.mismatches().isEmpty();
        if (known.reason(requirement).isPresent()) {
            return passed ? Outcome.UNEXPECTEDLY_PASSED : Outcome.KNOWN_FAILURE;
        }
        return passed ? Outcome.PASSED : Outcome.FAILED;
    }
}
