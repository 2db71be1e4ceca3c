package dev.functiongraph.async.server.benchmark.peers;

import java.sql.SQLException;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;

/**
 * JobRunr with jobs that are requests, which need no analysis of byte code, and the shortest interval at which its free
 * version polls; it fetches on when a part of what it has fetched is done. It keeps a job when it is done.
 *
 * <p>PostgreSQL would analyze the table while this peer waits for its next round, find that no job is enqueued, and
 * plan for that in the round: JobRunr would then do a third as many jobs.
 */
final class JobRunrPeer implements Peer {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

    private JobRunrPeer() {}

    static Peer start(PeerDatabase database) throws SQLException {
        JobRunr.configure()
                .useStorageProvider(SqlStorageProviderFactory.using(database.source()))
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(SHORTEST_POLL))
                .initialize();
        if (database.isPostgres()) {
            database.execute("ALTER TABLE jobrunr_jobs SET (autovacuum_analyze_threshold = 2000000000)");
        }
        return new JobRunrPeer();
    }

    @Override
    public void enqueue(String event) {
        BackgroundJobRequest.enqueue(new NoOp(event));
    }

    @Override
    public String openJobsSql() {
        return "SELECT count(*) FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING')";
    }

    @Override
    public void close() {
        JobRunr.destroy();
    }

    /** A job that does nothing. */
    public record NoOp(String event) implements JobRequest {
        @Override
        public Class<NoOpHandler> getJobRequestHandler() {
            return NoOpHandler.class;
        }
    }

    /** What runs it. */
    public static final class NoOpHandler implements JobRequestHandler<NoOp> {
        @Override
        public void run(NoOp request) {
            PeerMain.EXECUTED.increment();
        }
    }
}
