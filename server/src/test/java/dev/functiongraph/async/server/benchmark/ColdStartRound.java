package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event for a function of which no process runs, from its request until it is done. */
record ColdStartRound(String letter, Candidate server, String function) implements Round {
    static final String COLD_START = "ms to the end of the first event";

    private static final int EVENTS = 5;
    private static final long POLL_MILLIS = 2;
    /** Until the process before it has ended. */
    private static final long PAUSE_SECONDS = 3;

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Tally tally = new Tally(server.address());
        try (Connection connection = new Connection(server.address().resolve(TestServer.path(function)))) {
            for (int i = 0; i < EVENTS; i++) {
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                long begin = System.nanoTime();
                connection.post();
                while (tally.open() > 0) {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
                report.add(letter, COLD_START, (System.nanoTime() - begin) / 1e6);
            }
        }
    }
}
