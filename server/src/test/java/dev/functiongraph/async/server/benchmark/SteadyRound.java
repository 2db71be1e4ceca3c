package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.time.Duration;

/** The full cycle at a fixed rate: what is settled meanwhile, and by how much the backlog grows. */
record SteadyRound(String letter, Measured server, LoadGenerator load, double perSecond) implements Round {
    /** Of what is accepted where nothing is run: somewhat over the goal, because no more can be settled than comes. */
    static final double SHARE = 0.62;

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Tally tally = new Tally(server.address());
        Duration cpu = server.cpu();
        long settled = tally.settled();
        report.add(letter, "backlog at the begin", tally.open());
        Load done = load.open(duration, perSecond);
        report.add(letter, "backlog at the end", tally.open());
        report.add(letter, Report.PER_SECOND, done.perSecond());
        report.add(letter, Report.SETTLED, (tally.settled() - settled) / done.seconds());
        report.add(letter, Report.CPU, Report.micros(server.cpu().minus(cpu), done.accepted()));
        report.add(letter, Report.ERRORS, done.errors());
    }
}
