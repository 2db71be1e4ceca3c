package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void whatWasCommittedIsThereAfterTheServerWasKilled() {
        try (TestPostgres server = TestPostgres.start()) {
            String url = server.createDatabase();
            TestPostgres.execute(url, "CREATE TABLE kept (id int)");
            server.kill();
            assertThatThrownBy(() -> TestPostgres.execute(url, "TABLE kept")).hasMessageContaining("refused");
            server.startAgain();
            TestPostgres.execute(url, "TABLE kept");
            server.stop();
            server.startAgain();
            TestPostgres.execute(url, "TABLE kept");
        }
    }

    @Test
    void eachDatabaseIsEmpty() {
        TestPostgres server = TestPostgres.shared();
        String one = server.createDatabase();
        String other = server.createDatabase();
        TestPostgres.execute(one, "CREATE TABLE made (id int)");
        TestPostgres.execute(other, "CREATE TABLE made (id int)");
        assertThat(one).isNotEqualTo(other);
    }
}
