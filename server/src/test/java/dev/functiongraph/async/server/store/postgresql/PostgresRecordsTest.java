package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.invocation.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Reads where the database is away. */
class PostgresRecordsTest {
    @Test
    void nobodyWaitsForADatabaseThatIsKnownToBeAway() {
        StoreException away = new StoreException("it is away", null);
        PGSimpleDataSource unused = new PGSimpleDataSource();
        PostgresRecords records = new PostgresRecords(
                new Connections(unused, unused, unused), () -> Optional.of(away), PostgresRecordsTest::asked);

        assertThatThrownBy(records::tally).isSameAs(away);
        assertThatThrownBy(() -> records.find(UUID.randomUUID())).isSameAs(away);
    }

    private static StoreException asked(SQLException failure) {
        return new StoreException("the database was asked", failure);
    }
}
