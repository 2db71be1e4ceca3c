package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.units.Units;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The times during which the database cannot be used: two lines in the log for each, whatever fails meanwhile. */
final class DatabaseIncidents {
    private static final Logger log = LoggerFactory.getLogger(DatabaseIncidents.class);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final String place;
    private boolean open;
    private long since;
    private StoreException last = new StoreException("", null);

    /** @param place of the database, without secrets */
    DatabaseIncidents(String place) {
        this.place = place;
    }

    /**
     * @param committing whether the commit may have been under way: else it is certain that nothing took effect
     * @return what to tell whoever waits for it
     */
    synchronized StoreException failed(Throwable cause, boolean committing) {
        PostgresFailure failure = PostgresFailure.of(cause);
        if (failure == PostgresFailure.REFUSED) {
            return failure.exception(cause);
        }
        if (!open) {
            open = true;
            since = System.nanoTime();
            log.error(
                    "The database at {} cannot be used: {}; nothing is lost, and work goes on when it can be",
                    place,
                    failure.words(),
                    // Of any other, the words say all.
                    failure == PostgresFailure.OTHER ? cause : null);
        }
        String message = "the database cannot be used: " + failure.words();
        last = StoreException.logged(message, cause);
        return committing && PostgresFailure.mayHaveCommitted(cause) ? StoreException.unknown(message, cause) : last;
    }

    /** @return what to tell whoever waits for a read that failed */
    synchronized StoreException readFailed(SQLException cause) {
        PostgresFailure failure = PostgresFailure.of(cause);
        return failure.isAway() ? failed(cause, false) : failure.exception(cause);
    }

    /** Why nothing new is taken, where the database has been away for more than a moment. */
    synchronized Optional<StoreException> lasting() {
        return open && System.nanoTime() - since > MOMENT.toNanos() ? Optional.of(last) : Optional.empty();
    }

    /** Something has succeeded. */
    synchronized void ended() {
        if (open) {
            open = false;
            log.info(
                    "The database at {} can be used again, after {}",
                    place,
                    Units.text(Duration.ofNanos(System.nanoTime() - since)));
        }
    }
}
