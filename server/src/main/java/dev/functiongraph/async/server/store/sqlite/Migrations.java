package dev.functiongraph.async.server.store.sqlite;

import java.util.Arrays;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The steps that bring a database to this version's schema, and how far a database has come. */
final class Migrations {
    enum State {
        CURRENT,
        /** Some steps are still to be made. */
        OLDER,
        /** Steps were made that this version does not know. */
        NEWER,
        /** A step has failed half way, is not this version's although it bears its number, or is missing. */
        BROKEN
    }

    private final Flyway flyway;

    Migrations(DataSource database) {
        flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/sqlite")
                // Steps still to be made are no fault; all else is, such as those of a newer version.
                .ignoreMigrationPatterns("*:pending")
                .load();
    }

    /** @throws RuntimeException if what the database says about its steps cannot be read */
    State state() {
        MigrationInfo[] steps = flyway.info().all();
        if (any(steps, step -> step.getState().isFailed())) {
            return State.BROKEN;
        }
        if (any(steps, step -> step.getState().name().startsWith("FUTURE"))) {
            return State.NEWER;
        }
        if (!flyway.validateWithResult().validationSuccessful) {
            return State.BROKEN;
        }
        return any(steps, step -> !step.getState().isApplied()) ? State.OLDER : State.CURRENT;
    }

    private static boolean any(MigrationInfo[] steps, Predicate<MigrationInfo> what) {
        return Arrays.stream(steps).anyMatch(what);
    }

    /** Whether any step was made. */
    boolean begun() {
        return flyway.info().applied().length > 0;
    }

    void make() {
        flyway.migrate();
    }
}
