package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runner of checks, which turns their findings into verdicts. */
public final class Runner {
    private final Map<String, Check> checks;
    private final KnownFailures known;
    private final Progress progress;
    private final SideBySide sideBySide;

    /**
     * One check after the other, in the order of the requirements.
     *
     * @param checks by the ids of their requirements
     */
    public Runner(Map<String, Check> checks, KnownFailures known, Progress progress) {
        this(checks, known, progress, SideBySide.NOTHING);
    }

    /** @param sideBySide those that run at the same time, before all others */
    public Runner(Map<String, Check> checks, KnownFailures known, Progress progress, SideBySide sideBySide) {
        this.checks = checks;
        this.known = known;
        this.progress = progress;
        this.sideBySide = sideBySide;
    }

    /**
     * One verdict for each requirement, in the same order. Where the thread is interrupted, the rest could not run, and
     * the thread is interrupted after it.
     */
    public List<Verdict> run(List<Requirement> requirements) {
        AtomicInteger position = new AtomicInteger();
        Map<Requirement, Verdict> verdicts = new ConcurrentHashMap<>();
        Consumer<Requirement> run = requirement -> {
            synchronized (progress) {
                progress.started(requirement, position.incrementAndGet(), requirements.size());
            }
            Verdict verdict = run(requirement);
            verdicts.put(requirement, verdict);
            synchronized (progress) {
                progress.ended(verdict);
            }
        };
        sideBySide.run(requirements, run);
        requirements.stream()
                .filter(requirement -> !verdicts.containsKey(requirement))
                .forEach(run);
        return requirements.stream().map(verdicts::get).toList();
    }

    private Verdict run(Requirement requirement) {
        Findings findings = new Findings();
        long start = System.nanoTime();
        Optional<Obstacle> obstacle = check(requirement, findings);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        // Mismatches that were found before the check was stopped are valid nevertheless.
        Outcome outcome = obstacle.filter(any -> findings.mismatches().isEmpty())
                .map(Obstacle::outcome)
                .orElseGet(() -> judged(requirement, findings));
        String note = Stream.concat(
                        obstacle.isEmpty() || outcome == Outcome.KNOWN_FAILURE
                                ? known.reason(requirement).stream()
                                : Stream.empty(),
                        obstacle.map(Obstacle::text).stream())
                .collect(Collectors.joining("; "));
        return new Verdict(requirement, outcome, findings.mismatches(), note, findings.cases(), duration);
    }

    /** Why a check did not come to its end, and what becomes of it if it has found nothing until then. */
    private record Obstacle(Outcome outcome, String text) {}

    private Optional<Obstacle> check(Requirement requirement, Findings findings) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            check(requirement).run(findings);
            if (findings.cases() == 0) {
                throw new IllegalStateException("the check made no judgment");
            }
            return Optional.empty();
        } catch (CouldNotRunException e) {
            return Optional.of(new Obstacle(Outcome.COULD_NOT_RUN, String.valueOf(e.getMessage())));
        } catch (NotApplicableException e) {
            return Optional.of(new Obstacle(Outcome.NOT_APPLICABLE, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Obstacle(Outcome.COULD_NOT_RUN, "the run was interrupted"));
        } catch (RuntimeException e) {
            return Optional.of(
                    new Obstacle(Outcome.COULD_NOT_RUN, "a bug in this kit, not a fault of the subject: " + e));
        }
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
