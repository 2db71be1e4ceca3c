package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** As many requests as are answered with 202, until all that they asked for is done. */
record CycleRound(String letter, Measured server, LoadGenerator load) implements Round {
    private static final long POLL_MILLIS = 100;

    Tally tally() throws IOException {
        return new Tally(server.address());
    }

    @Override
    public int jvms() {
        return server.jvms();
    }

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Tally tally = tally();
        long open = tally.open();
        Duration cpu = server.cpu();
        long settled = tally.settled();
        long begin = System.nanoTime();
        Load done = load.closed(duration);
        long settledUnderLoad = tally.settled() - settled;
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(letter, Report.PER_SECOND, done.perSecond());
        report.add(letter, Report.SETTLED, settledUnderLoad / seconds);
        report.addMemory(letter, "resident MiB under load", server);
        while (tally.open() > open) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        report.add(letter, Report.DONE, done.accepted() * 1e9 / (System.nanoTime() - begin));
        report.add(letter, Report.CPU, Report.micros(server.cpu().minus(cpu), done.accepted()));
        report.add(letter, Report.ERRORS, done.errors() + tally.failed());
    }
}
