package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is full for SQLite, and has room again later. */
class FullDatabaseTest {
    @TempDir
    Path dir;

    private Connection database;

    @Test
    void whatTheFullDatabaseRefusesIsNotQueuedAndWithRoomAgainTheServerGoesOn() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.through = connection -> database = connection;
            engine.restart();
            Ledger ledger = new Ledger(engine, dir);
            allowPages(1);
            int accepted = 0;
            while (ledger.offer("fn").isPresent()) {
                assertThat(++accepted).as("accepted in a full database").isLessThan(1_000);
            }
            assertThat(engine.records().tally().accepted()).isEqualTo(accepted);
            ledger.pass();

            allowPages(1_000_000);
            ledger.workOff();
            ledger.isInOrder("a full database");
            assertThat(ledger.offer("fn")).isPresent();
            engine.passFor(Duration.ofSeconds(5));
            ledger.isInOrder("room again");
        }
    }

    /** SQLite takes no fewer than there are. */
    private void allowPages(int pages) throws SQLException {
        database.createStatement().execute("PRAGMA max_page_count = " + pages);
    }
}
