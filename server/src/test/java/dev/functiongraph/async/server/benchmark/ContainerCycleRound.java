package dev.functiongraph.async.server.benchmark;

import java.time.Duration;

/** A full cycle whose function is in a container, with what each invocation costs that container too. */
record ContainerCycleRound(CycleRound cycle, Candidate container) implements Round {
    @Override
    public void run(Duration duration, Report report) throws Exception {
        Duration cpu = container.cpu();
        long settled = cycle.tally().settled();
        cycle.run(duration, report);
        long done = cycle.tally().settled() - settled;
        report.add(
                cycle.letter(),
                "container's CPU µs each",
                Report.micros(container.cpu().minus(cpu), done));
    }
}
