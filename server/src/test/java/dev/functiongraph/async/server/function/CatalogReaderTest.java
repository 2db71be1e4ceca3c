package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String URN = "urn:fss:eu-de:" + PROJECT + ":function:default:";

    private final CatalogReader reader = new CatalogReader(
            runtime -> runtime instanceof RuntimeDefinition.Java java
                            && java.handler().equals("no.Such")
                    ? Optional.of("the class path has no class no.Such")
                    : Optional.empty(),
            100);

    @Test
    void everyKeyOfAnEntryIsRead() throws InvalidCatalogException {
        FunctionCatalog catalog = reader.read("functions.yaml", """
                functions:
                  - urn: %stest:v1
                    enabled: false
                    runtime: {type: container, url: "http://127.0.0.1:9000"}
                    timeout: 30s
                    concurrency: 4
                    aliases: [prod]
                    async: {max_async_retry_attempts: 2, max_async_event_age_in_seconds: 60}
                """.formatted(URN));

        assertThat(catalog.definitions())
                .containsExactly(new FunctionDefinition(
                        FunctionUrn.parse(URN + "test:v1"),
                        false,
                        new RuntimeDefinition.Container(URI.create("http://127.0.0.1:9000")),
                        Duration.ofSeconds(30),
                        4,
                        Set.of("prod"),
                        new AsyncSettings(2, Duration.ofSeconds(60), Destinations.NONE)));
    }

    @Test
    void everyKeyButUrnAndRuntimeHasADefault() throws InvalidCatalogException {
        FunctionCatalog catalog = reader.read("functions.yaml", """
                functions:
                  - urn: %stest
                    runtime: {type: java, handler: some.Handler}
                """.formatted(URN));

        assertThat(catalog.definitions())
                .containsExactly(new FunctionDefinition(
                        FunctionUrn.parse(URN + "test:latest"),
                        true,
                        new RuntimeDefinition.Java("some.Handler"),
                        Duration.ofSeconds(3),
                        10,
                        Set.of(),
                        new AsyncSettings(0, Duration.ofHours(1), Destinations.NONE)));
    }

    @Test
    void allProblemsOfTheShapeAreToldTogetherEachWithItsLine() {
        assertThat(problemsOf("""
                functions:
                  - urn: %stest
                    runtime: {type: java}
                    concurrency: 0
                    colour: red
                  - enabled: perhaps
                    runtime: {type: wasm}
                    timeout: 30 seconds
                    async: {max_async_retry_attempts: 4}
                """.formatted(URN)))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 3: ").contains("handler"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 4: ").contains("/functions/0/concurrency"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 2: ").contains("colour"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 6: ").contains("urn"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 6: ").contains("/functions/1/enabled"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 7: ").contains("type"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 8: ").contains("timeout"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 9: ").contains("max_async_retry_attempts"));
    }

    @Test
    void allProblemsOfTheMeaningAreToldTogetherEachWithItsEntry() {
        assertThat(problemsOf("""
                functions:
                  - urn: urn:fss:eu-de:short:function:default:test
                    runtime: {type: java, handler: some.Handler}
                  - urn: %1$stest
                    runtime: {type: java, handler: some.Handler}
                  - urn: %1$stest:latest
                    runtime: {type: java, handler: some.Handler}
                  - urn: %1$sother
                    runtime: {type: java, handler: no.Such}
                  - urn: %1$sslow
                    timeout: 4d
                    runtime: {type: java, handler: some.Handler}
                """.formatted(URN)))
                .containsExactly(
                        "line 2: urn:fss:eu-de:short:function:default:test: the project_id is malformed",
                        "line 6: " + URN + "test:latest: the version latest of function default:test stands twice",
                        "line 8: " + URN + "other: the class path has no class no.Such",
                        "line 10: " + URN + "slow: the timeout must be longer than 0 and at most 3d");
    }

    @Test
    void destinationsAreReadAndMustBeFunctionsOfTheFile() throws InvalidCatalogException {
        FunctionCatalog catalog = reader.read(
                "functions.yaml", "functions:\n" + entry("a", "b", "c") + entry("b", "c", "c") + entry("c"));

        assertThat(catalog.definitions().get(0).async().destinations())
                .isEqualTo(new Destinations(
                        Optional.of(FunctionUrn.parse(URN + "b")), Optional.of(FunctionUrn.parse(URN + "c"))));
        assertThat(problemsOf("functions:\n" + entry("a", "b", "absent") + entry("b")))
                .containsExactly(URN + "a:latest: its destination " + URN + "absent:latest is not in this file");
    }

    @Test
    void aDestinationThatIsNoUrnIsNamed() {
        assertThat(problemsOf("functions:\n" + entry("a", "b", "c:") + entry("b")))
                .containsExactly("line 2: " + URN + "a: its destination " + URN + "c:: the version is malformed");
    }

    @Test
    void destinationsThatLeadBackAreRefused() {
        assertThat(problemsOf("functions:\n" + entry("a", "a", "a")))
                .contains(URN + "a:latest: its destinations lead back to it");
        assertThat(problemsOf("functions:\n" + entry("a", "b", "d") + entry("b", "c", "d") + entry("c", "d", "a")
                        + entry("d")))
                .containsExactly(URN + "a:latest: its destinations lead back to it");
    }

    @Test
    void theConcurrencyOfAllFunctionsTogetherIsBounded() {
        assertThat(problemsOf("functions:\n" + entry("a") + entry("b") + "  - urn: " + URN
                        + "big\n    concurrency: 81\n    runtime: {type: java, handler: some.Handler}\n"))
                .singleElement()
                .asString()
                .contains("concurrency is 101 in all", "at most 100");
    }

    private static String entry(String name, String... destinations) {
        String entry = "  - urn: " + URN + name + "\n    runtime: {type: java, handler: some.Handler}\n";
        return destinations.length == 0
                ? entry
                : entry + "    async: {destination_config: {on_success: " + destination(destinations[0])
                        + ", on_failure: " + destination(destinations[1]) + "}}\n";
    }

    private static String destination(String name) {
        return "{destination: FunctionGraph, param: {func_urn: \"" + URN + name + "\"}}";
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThat(problemsOf("functions:\n  - urn: [\n"))
                .singleElement()
                .asString()
                .startsWith("line ");
        assertThat(problemsOf("functions: []\nfunctions: []\n"))
                .singleElement()
                .asString()
                .contains("line 2", "uplicate");
        assertThat(problemsOf("")).isNotEmpty();
        assertThat(problemsOf("just text")).isNotEmpty();
    }

    private List<String> problemsOf(String text) {
        return catchThrowableOfType(InvalidCatalogException.class, () -> reader.read("functions.yaml", text))
                .problems();
    }
}
