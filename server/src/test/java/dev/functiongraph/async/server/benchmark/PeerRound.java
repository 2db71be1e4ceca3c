package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.time.Duration;

/**
 * As many jobs as a peer puts on stable storage, until all of them are done, with the CPU of its database.
 *
 * @param databasePid the process that the database's processes come from, or 0 if the database is in the peer's
 */
record PeerRound(String letter, Candidate peer, long databasePid) implements Round, AutoCloseable {
    private static final String MAIN = "dev.functiongraph.async.server.benchmark.peers.PeerMain";

    /** Whether the peers were compiled, and what they take can be counted. */
    static boolean isPossible() {
        try {
            Class.forName(MAIN, false, PeerRound.class.getClassLoader());
            return System.getProperty("os.name").equals("Linux");
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static PeerRound start(Candidates candidates, String peer, String database) throws IOException {
        String letter = letter(peer, database);
        String callers = Integer.toString(Run.CONNECTIONS);
        Candidate started = candidates.program(letter, MAIN, peer, database, callers, Connection.EVENT);
        return new PeerRound(letter, started, Long.parseLong(started.await("database process ")));
    }

    static String letter(String peer, String database) {
        return "l " + peer + " " + database;
    }

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Duration cpu = cpu();
        long begin = System.nanoTime();
        peer.tell(Long.toString(duration.toMillis()));
        String[] done = peer.await("done ").split(" ");
        double seconds = (System.nanoTime() - begin) / 1e9;
        long jobs = Long.parseLong(done[0]);
        report.add(letter, "enqueued per second", jobs * 1e3 / duration.toMillis());
        report.add(letter, Report.DONE, jobs / seconds);
        report.add(letter, Report.CPU, Report.micros(cpu().minus(cpu), jobs));
        report.add(letter, Report.ERRORS, Long.parseLong(done[1]));
    }

    private Duration cpu() throws IOException {
        return databasePid == 0 ? peer.cpu() : peer.cpu().plus(ProcessTree.cpu(databasePid));
    }

    /** Lets it end by itself, since its database has processes of its own. */
    @Override
    public void close() throws InterruptedException {
        peer.end();
    }
}
