package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionCatalogTest {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String PREFIX = "urn:fss:eu-de:" + PROJECT + ":function:default:test";

    private final FunctionCatalog catalog =
            new FunctionCatalog(List.of(function(PREFIX + ":latest"), function(PREFIX + ":v1", "prod", "beta")));

    @Test
    void aReferenceWithoutAVersionLeadsToLatest() {
        assertThat(resolve("test")).contains(PREFIX + ":latest");
        assertThat(resolve(PREFIX)).contains(PREFIX + ":latest");
    }

    @Test
    void anAliasLeadsToItsVersion() {
        assertThat(resolve(PREFIX + ":!prod")).contains(PREFIX + ":v1");
        assertThat(resolve(PROJECT + ":default:test:!beta")).contains(PREFIX + ":v1");
        assertThat(resolve(PREFIX + ":v1")).contains(PREFIX + ":v1");
    }

    @Test
    void anAliasIsNoVersionAndAVersionNoAlias() {
        assertThat(resolve(PREFIX + ":prod")).isEmpty();
        assertThat(resolve(PREFIX + ":!v1")).isEmpty();
    }

    @Test
    void anotherRegionPackageOrProjectIsAnotherFunction() {
        assertThat(resolve(PREFIX.replace("eu-de", "eu-nl"))).isEmpty();
        assertThat(resolve("pkg:test")).isEmpty();
        assertThat(resolve("46b6f338fc3445b8846c71dfb1fbxxxx:default:test")).isEmpty();
    }

    private Optional<String> resolve(String reference) {
        return catalog.resolve(FunctionReference.parse(reference, PROJECT))
                .map(found -> found.urn().toString());
    }

    private static FunctionDefinition function(String urn, String... aliases) {
        return new FunctionDefinition(
                FunctionUrn.parse(urn),
                true,
                new RuntimeDefinition.Java("some.Handler"),
                Duration.ofSeconds(3),
                1,
                Set.of(aliases),
                new AsyncSettings(0, Duration.ofHours(1), Destinations.NONE));
    }
}
