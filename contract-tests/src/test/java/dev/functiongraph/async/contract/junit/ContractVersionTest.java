package dev.functiongraph.async.contract.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.zoo.Specimens;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The version of the contract that a test class selects. */
class ContractVersionTest {
    private static final Selection CANCELLATIONS = new Selection(List.of("cancel.*"), List.of());
    private static Specimens server;

    static class Older implements ServerConformanceTest {
        @Override
        public ServerSettings settings() {
            return ServerSettings.of(server.uri()).withCases(5);
        }

        @Override
        public String contract() {
            return "1.1.0";
        }

        @Override
        public Selection selection() {
            return CANCELLATIONS;
        }
    }

    @Test
    void onlyTheRequirementsOfTheVersionAreTests() throws IOException {
        try (Specimens conformant = Specimens.conformant()) {
            server = conformant;
            assertThat(EngineTestKit.engine("junit-jupiter")
                            .selectors(selectClass(Older.class))
                            .execute()
                            .testEvents()
                            .finished()
                            .stream()
                            .map(event -> event.getTestDescriptor().getDisplayName()))
                    .containsExactlyElementsOf(Register.of("1.1.0").all().stream()
                            .filter(CANCELLATIONS)
                            .map(Requirement::id)
                            .toList())
                    .doesNotContain("cancel.running");
        }
    }
}
