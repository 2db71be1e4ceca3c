package dev.functiongraph.async.server.benchmark.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * db-scheduler as its documentation tunes it for many jobs: on PostgreSQL lock-and-fetch with the fractions of its
 * fastest benchmark. It deletes a job when it is done.
 */
record DbSchedulerPeer(Scheduler scheduler, OneTimeTask<String> task) implements Peer {
    private static final int THREADS = 20;
    private static final double LOWER = 4;
    private static final double UPPER = 20;

    static Peer start(PeerDatabase database) throws SQLException {
        String bytes = database.isPostgres() ? "bytea" : "blob";
        String time = database.isPostgres() ? "timestamp with time zone" : "timestamp";
        database.execute(
                "CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data " + bytes
                        + ", execution_time " + time + ", picked boolean NOT NULL, picked_by text, last_success " + time
                        + ", last_failure " + time + ", consecutive_failures int, last_heartbeat " + time
                        + ", version bigint NOT NULL, priority smallint, PRIMARY KEY (task_name, task_instance))",
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
        OneTimeTask<String> task =
                Tasks.oneTime("noop", String.class).execute((instance, context) -> PeerMain.EXECUTED.increment());
        SchedulerBuilder builder = Scheduler.create(database.source(), task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .enableImmediateExecution();
        Scheduler scheduler = (database.isPostgres()
                        ? builder.pollUsingLockAndFetch(LOWER, UPPER)
                        : builder.pollUsingFetch(LOWER, UPPER))
                .build();
        scheduler.start();
        return new DbSchedulerPeer(scheduler, task);
    }

    @Override
    public void enqueue(String event) {
        scheduler.schedule(task.instance(UUID.randomUUID().toString(), event), Instant.now());
    }

    @Override
    public String openJobsSql() {
        return "SELECT count(*) FROM scheduled_tasks";
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
