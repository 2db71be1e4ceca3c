package dev.functiongraph.async.contract.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.register.Level;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Checks that run at the same time. */
class SideBySideTest {
    private final CountDownLatch both = new CountDownLatch(2);
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void independentChecksMeetAndTheOthersComeAfterThem() {
        Map<String, Check> checks = Map.of("alone", this::alone, "a", this::meets, "b", this::meets);
        List<Requirement> requirements = List.of(requirement("alone"), requirement("a"), requirement("b"));
        SideBySide independent = new SideBySide(2, each -> !each.id().equals("alone"));
        List<Verdict> verdicts = new Runner(checks, KnownFailures.NONE, Progress.NONE, independent).run(requirements);
        assertThat(verdicts).extracting(Verdict::requirement).isEqualTo(requirements);
        assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.PASSED);
    }

    @Test
    void anInterruptEndsThoseThatRunAndIsKept() {
        Map<String, Check> checks = Map.of("waits", findings -> new CountDownLatch(1).await(), "alone", this::alone);
        List<Requirement> requirements = List.of(requirement("waits"), requirement("alone"));
        SideBySide independent = new SideBySide(2, each -> !each.id().equals("alone"));
        Thread.currentThread().interrupt();
        List<Verdict> verdicts = new Runner(checks, KnownFailures.NONE, Progress.NONE, independent).run(requirements);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.COULD_NOT_RUN);
        assertThat(verdicts).extracting(Verdict::note).containsOnly("the run was interrupted");
    }

    private void meets(Findings findings) throws InterruptedException {
        both.countDown();
        judge(findings, both.await(1, TimeUnit.MINUTES), "the other to be there");
        ended.incrementAndGet();
    }

    private void alone(Findings findings) {
        judge(findings, ended.get() == 2, "the others to have ended");
    }

    private static void judge(Findings findings, boolean holds, String expected) {
        findings.judged();
        if (!holds) {
            findings.add(new Mismatch(expected, "it is not so", List.of(), false, ""));
        }
    }

    private static Requirement requirement(String id) {
        return new Requirement(id, Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source");
    }
}
