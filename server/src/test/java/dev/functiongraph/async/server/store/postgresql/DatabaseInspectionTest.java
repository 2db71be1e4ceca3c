package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseInspectionTest {
    @Test
    void theIndexesOfANewDatabaseAreThoseThatAreLookedFor() throws Exception {
        PostgresSettings settings = PostgresSettings.of(
                TestPostgres.shared().createDatabase(), Optional.of(TestPostgres.USER), Optional.empty(), false);
        try (PostgresDatabase database = PostgresDatabase.openForServer(settings)) {
            Set<String> there =
                    new HashSet<>(Connections.of(database).read(on -> on.query(row -> row.getString(1), """
                            SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
                                AND tablename <> 'flyway_schema_history' AND tablename NOT LIKE 'record\\_%'""")));
            assertThat(DatabaseInspection.INDEXES).isEqualTo(there);
        }
    }
}
