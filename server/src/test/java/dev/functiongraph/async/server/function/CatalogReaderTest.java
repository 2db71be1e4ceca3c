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
    void markersCommentsAndAnEmptyEndAreNoSecondDocument() throws InvalidCatalogException {
        for (String around : List.of(
                "%s", "---\n%s", "%%YAML 1.1\n---\n%s", "%s...\n", "%s...\n# the end\n", "%s---\n", "%s---\n...\n")) {
            FunctionCatalog catalog = reader.read(
                    "functions.yaml",
                    around.formatted("functions:\n" + entry("a")).replace("\n", "\r\n"));

            assertThat(catalog.definitions()).hasSize(1);
        }
    }

    @Test
    void whatWouldBeIgnoredIsRefusedWithItsLine() {
        String functions = "functions:\n" + entry("a");
        assertThat(problemsOf(functions + "---\nfunctions:\n" + entry("b")))
                .containsExactly("line 5: a second document, where only one is read");
        assertThat(problemsOf("---\n# first\n---\n" + functions))
                .containsExactly("line 4: a second document, where only one is read");
        assertThat(problemsOf(functions + "...\n\n# more\n" + entry("b")))
                .containsExactly("line 7: text after the end of the document (...)");
        assertThat(problemsOf(functions + "...\nsome words\n"))
                .containsExactly("line 5: text after the end of the document (...)");
        assertThat(problemsOf(functions + "...\n---\nfunctions: []\n"))
                .containsExactly("line 6: a second document, where only one is read");
    }

    @Test
    void whatMeansSomethingElseThanItSeemsToIsRefusedWithItsLine() {
        assertThat(problemsOf("functions: &all\n" + entry("a")))
                .containsExactly("line 1: anchors (&) and aliases (*) are not supported");
        assertThat(problemsOf("functions: *all\n"))
                .containsExactly("line 1: anchors (&) and aliases (*) are not supported");
        assertThat(problemsOf("functions:\n  - !!java.net.URL [\"http://127.0.0.1\"]\n"))
                .containsExactly("line 2: tags (!) are not supported");
        assertThat(problemsOf("functions: []\nfunctions: []\n"))
                .containsExactly("line 2: a duplicate key, first used in line 1");
        assertThat(problemsOf("functions:\n  - urn: a\n    urn: b\n"))
                .containsExactly("line 3: a duplicate key, first used in line 2");
        assertThat(problemsOf(
                        "functions:\n  - <<: {enabled: false}\n    urn: b\n    runtime: {type: java, handler: H}\n"))
                .containsExactly("line 2: /functions/0: '<<' is not a known key");
        assertThat(problemsOf("1: 2\nfunctions: []\n")).containsExactly("line 1: '1' is not a known key");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLineInPlainWords() {
        assertThat(problemsOf("functions:\n  - urn: [\n"))
                .singleElement()
                .asString()
                .contains("the text ends too early");
        assertThat(problemsOf("functions:\n\t- urn: a\n"))
                .containsExactly("line 2: a tab cannot be used for indentation");
        assertThat(problemsOf("functions:\n  - urn: a: b\n")).containsExactly("line 2: not valid YAML at column 11");
        assertThat(problemsOf("functions:\n  - urn: \u0000\n")).containsExactly("line 2: a control character");
        assertThat(problemsOf("? [a]\n: b\n")).containsExactly("line 1: a key must be a string");
        assertThat(problemsOf("functions: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("line 1: ");
        assertThat(problemsOf("")).containsExactly("line 1: there is nothing in it");
        assertThat(problemsOf("---\n")).containsExactly("line 1: there is nothing in it");
        assertThat(problemsOf("just text")).containsExactly("line 1: must be of type object, is of type string");
    }

    @Test
    void whatTheSchemaRefusesIsToldInPlainWords() {
        String entry = "  - urn: " + URN + "a\n    ";
        String java = "functions:\n" + entry + "runtime: {type: java, handler: some.Handler}\n    ";
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: wasm}\n"))
                .containsExactly("line 3: /functions/0/runtime/type: must be java or container");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: java}\n"))
                .containsExactly("line 3: /functions/0/runtime: 'handler' is missing");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: java, handler: \"\"}\n"))
                .containsExactly("line 3: /functions/0/runtime/handler: must not be empty");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: container, url: \"ftp://a\"}\n"))
                .containsExactly("line 3: /functions/0/runtime/url: must begin with http:// or https://");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: container, url: \"http://a b\"}\n"))
                .containsExactly("line 2: " + URN + "a: the url of a container is malformed at its character 8");
        assertThat(problemsOf(java + "timeout: 30\n"))
                .containsExactly("line 4: /functions/0/timeout: must be of type string, is of type integer");
        assertThat(problemsOf(java + "timeout: soon\n"))
                .containsExactly("line 4: /functions/0/timeout: must be a duration such as 500ms, 30s, 5m, 12h or 1d");
        assertThat(problemsOf(java + "concurrency: 1001\n"))
                .containsExactly("line 4: /functions/0/concurrency: must be at most 1000");
        assertThat(problemsOf(java + "concurrency: 1e999999999\n")).isNotEmpty();
        assertThat(problemsOf(java + "aliases: [a, a]\n"))
                .containsExactly("line 4: /functions/0/aliases: has a duplicate entry");
        assertThat(problemsOf(java + "enabled: perhaps\n"))
                .containsExactly("line 4: /functions/0/enabled: must be of type boolean, is of type string");
    }

    @Test
    void aFileOfSeveralMebibytesIsRead() throws InvalidCatalogException {
        String text = "# a comment\n".repeat(500_000) + "functions:\n" + entry("a");

        assertThat(reader.read("functions.yaml", text).definitions()).hasSize(1);
    }

    private List<String> problemsOf(String text) {
        return catchThrowableOfType(InvalidCatalogException.class, () -> reader.read("functions.yaml", text))
                .problems();
    }
}
