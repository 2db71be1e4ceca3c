package dev.functiongraph.async.server.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The parameters of a run: system properties, each with a default. */
final class Run {
    static final int ROUNDS = Integer.getInteger("rounds", 3);
    static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("seconds", 8));
    /** Measured after less, Jersey takes two to three times as long, and the cycle a third more: still compiled. */
    static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm-up", 40));

    /** A warm-up that took less than this part of the one before it is followed by another. */
    private static final double STILL_COLD = 0.9;

    private static final int MOST_WARM_UPS = 6;

    static final int CONNECTIONS = Integer.getInteger("connections", 64);
    static final int WAITING = Integer.getInteger("waiting", 1_000_000);
    /** So many at most share a database, under load and without. */
    static final int NODES = Integer.getInteger("nodes", 3);

    static final int IDLE_NODES = Integer.getInteger("idle-nodes", 20);
    /** How long nodes are kept at work, to see whether they stay as fast as they were. */
    static final int MINUTES = Integer.getInteger("minutes", 60);

    static final int ENDED = Integer.getInteger("ended", 1_000_000);
    static final Set<String> PARTS =
            Set.of(System.getProperty("parts", "throughput,lists,slow-clients,processes,peers,nodes,identity")
                    .split(","));
    static final String FLAGS = System.getProperty("flags", "-Xmx512m");
    static final Path RESULTS = Path.of(System.getProperty("results", "target/benchmark"));

    private Run() {}

    /**
     * Loads each of them until it is warm, one after the other; that is not reported. JVMs that share the load are
     * loaded for so much longer: each is compiled by its own part of it.
     */
    static void warmUp(Round... rounds) throws Exception {
        for (Round round : rounds) {
            double cpu = Double.MAX_VALUE;
            boolean colder = true;
            for (int i = 0; i < MOST_WARM_UPS && colder; i++) {
                Report report = new Report();
                round.run(WARM_UP.multipliedBy(round.jvms()), report);
                double now = report.lowest(Report.CPU);
                colder = now < STILL_COLD * cpu;
                cpu = now;
            }
        }
    }

    /** Measures them in turns. */
    static void measure(Report report, Round... rounds) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            for (Round round : rounds) {
                round.run(ROUND, report);
            }
        }
    }

    static Map<String, Object> parameters() {
        return Map.of(
                "rounds", ROUNDS,
                "seconds", ROUND.toSeconds(),
                "warm-up", WARM_UP.toSeconds(),
                "connections", CONNECTIONS,
                "waiting", WAITING,
                "ended", ENDED,
                "idle-nodes", IDLE_NODES,
                "flags", FLAGS,
                "machine", Machine.description());
    }
}
