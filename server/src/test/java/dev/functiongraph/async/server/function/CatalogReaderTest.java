package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String URN = "urn:fss:eu-de:" + PROJECT + ":function:default:";

    private final CatalogReader reader = new CatalogReader(
            runtime -> runtime instanceof RuntimeDefinition.Java java
                            && java.handler().equals("no.Such")
                    ? Optional.of("class not found: no.Such")
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
                        problem -> assertThat(problem).startsWith("line 5: ").contains("colour"))
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
                        "line 6: " + URN + "test:latest: the version latest of function default:test is defined twice",
                        "line 9: " + URN + "other: class not found: no.Such",
                        "line 11: " + URN + "slow: the timeout must be longer than 0 and at most 3d");
    }

    @Test
    void noProblemHidesAnotherAndAllComeInTheOrderOfTheFile() {
        assertThat(problemsOf("""
                functions:
                  - urn: %1$sa
                    timout: 3s
                    runtime: {type: java, handler: no.Such}
                    async: {max_async_retry_attempts: 9, destination_config: {on_succes: {}}}
                    timeout: 9d
                    aliases: [x, "-"]
                  - urn: nonsense
                    runtime: {type: container, url: nonsense}
                    enabled: true
                    enabled: true
                  - runtime: {type: container, url: "http://a b"}
                    concurrency: many
                  - urn: %1$sb
                    aliases: [x]
                    runtime: {type: wasm}
                    async:
                      destination_config: {on_failure: {destination: FunctionGraph, param: {func_urn: "%1$sc"}}}
                  - urn: %1$sa:latest
                    aliases: [x]
                    runtime: {type: java, handler: some.Handler}
                """.formatted(URN)))
                .containsExactly(
                        "line 3: /functions/0: 'timout' is not a known key; did you mean timeout?",
                        "line 4: " + URN + "a: class not found: no.Such",
                        "line 5: /functions/0/async/max_async_retry_attempts: must be at most 3",
                        "line 5: /functions/0/async/destination_config: 'on_succes' is not a known key;"
                                + " did you mean on_success?",
                        "line 6: " + URN + "a: the timeout must be longer than 0 and at most 3d",
                        "line 7: " + URN + "a: the alias is malformed",
                        "line 8: nonsense: a full URN reads"
                                + " urn:fss:<region>:<project_id>:function:<package>:<name>:<version>",
                        "line 9: /functions/1/runtime/url: must begin with http:// or https://",
                        "line 11: a duplicate key, first used in line 10",
                        "line 12: /functions/2: 'urn' is missing",
                        "line 12: an entry without a urn: the url of a container is malformed at its character 8",
                        "line 13: /functions/2/concurrency: must be of type integer, is of type string",
                        "line 16: /functions/3/runtime/type: must be java, container, python, nodejs or custom",
                        "line 18: " + URN + "b:latest: its destination " + URN + "c:latest is not in this file",
                        "line 19: " + URN + "a:latest: the alias x of function default:a is defined twice",
                        "line 19: " + URN + "a:latest: the version latest of function default:a is defined twice");
    }

    @Test
    void mistakesOfIndentationAndPunctuationAreExplained() {
        String indentation = "the indentation of this line does not fit the lines above";
        assertThat(problemsOf("functions:\n  - urn: a\n   runtime: x\n")).containsExactly("line 3: " + indentation);
        assertThat(problemsOf("functions:\n- urn: a\n  x: b\n y: c\n")).containsExactly("line 4: " + indentation);
        assertThat(problemsOf(" functions:\n  - urn: a\nx: y\n")).containsExactly("line 3: " + indentation);
        assertThat(problemsOf("functions:\n  - urn: a\n      runtime: x\n"))
                .containsExactly("line 3: " + indentation + ", or one of those lacks a blank after its '-' or ':'");
        assertThat(problemsOf("functions:\n  - urn: a\n    runtime\n    timeout: 3s\n"))
                .containsExactly("line 3: a ':' is missing");
        assertThat(problemsOf("functions:\n  - urn: a\n    runtime: {type: java handler: x}\n"))
                .containsExactly("line 3: a comma or a bracket is missing at column 33");
        assertThat(problemsOf("functions:\n  - urn: @a\n"))
                .containsExactly("line 2: a value that begins with @ must be in quotation marks");
        assertThat(problemsOf("functions: []\nfunctions: []\nx: y: z\n"))
                .containsExactly(
                        "line 2: a duplicate key, first used in line 1",
                        "line 3: a value that contains ': ' must be in quotation marks");
    }

    @Test
    void destinationsAreReadAndMustBeFunctionsOfTheFile() throws InvalidCatalogException {
        FunctionCatalog catalog = reader.read(
                "functions.yaml", "functions:\n" + entry("a", "b", "c") + entry("b", "c", "c") + entry("c"));

        assertThat(catalog.definitions().get(0).async().destinations())
                .isEqualTo(new Destinations(
                        Optional.of(FunctionUrn.parse(URN + "b")), Optional.of(FunctionUrn.parse(URN + "c"))));
        assertThat(problemsOf("functions:\n" + entry("a", "b", "absent") + entry("b")))
                .containsExactly(
                        "line 4: " + URN + "a:latest: its destination " + URN + "absent:latest is not in this file");
    }

    @Test
    void aDestinationThatIsNoUrnIsNamed() {
        assertThat(problemsOf("functions:\n" + entry("a", "b", "c:") + entry("b")))
                .containsExactly("line 4: " + URN + "a: its destination " + URN + "c:: the version is malformed");
    }

    @Test
    void destinationsThatLeadBackAreRefused() {
        assertThat(problemsOf("functions:\n" + entry("a", "a", "a")))
                .contains("line 4: " + URN + "a:latest: its destinations lead back to it");
        assertThat(problemsOf("functions:\n" + entry("a", "b", "d") + entry("b", "c", "d") + entry("c", "d", "a")
                        + entry("d")))
                .containsExactly("line 4: " + URN + "a:latest: its destinations lead back to it");
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
        assertThat(problemsOf("functions:\n" + entry("a") + "    enabled: true\n    enabled: false\n"))
                .containsExactly("line 5: a duplicate key, first used in line 4");
        assertThat(problemsOf("functions:\n  - <<: {enabled: false}\n    urn: " + URN
                        + "b\n    runtime: {type: java, handler: H}\n"))
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
        assertThat(problemsOf("functions:\n  - urn: a: b\n"))
                .containsExactly("line 2: a value that contains ': ' must be in quotation marks");
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
                .containsExactly(
                        "line 3: /functions/0/runtime/type: must be java, container, python, nodejs or custom");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: java}\n"))
                .containsExactly("line 3: /functions/0/runtime: 'handler' is missing");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: java, handler: \"\"}\n"))
                .containsExactly("line 3: /functions/0/runtime/handler: must not be empty");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: container, url: \"ftp://a\"}\n"))
                .containsExactly("line 3: /functions/0/runtime/url: must begin with http:// or https://");
        assertThat(problemsOf("functions:\n" + entry + "runtime: {type: container, url: \"http://a b\"}\n"))
                .containsExactly("line 3: " + URN + "a: the url of a container is malformed at its character 8");
        assertThat(problemsOf(java + "timeout: 30\n"))
                .containsExactly(
                        "line 4: /functions/0/timeout: must be of type string such as 30s, is of type integer");
        assertThat(problemsOf("functions:\n" + entry
                        + "runtime: {type: python, code: a, handler: a.b, memory: 256, command: python3}\n"))
                .containsExactlyInAnyOrder(
                        "line 3: /functions/0/runtime/memory: must be of type string such as 256MiB,"
                                + " is of type integer",
                        "line 3: /functions/0/runtime/command: must be of type array such as [\"python3.12\"],"
                                + " is of type string");
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

    @Test
    void everyKeyOfAChildProcessIsRead() throws InvalidCatalogException {
        CatalogReader inDirectory = new CatalogReader(runtime -> Optional.empty(), 100, Path.of("/srv"));

        assertThat(inDirectory.read("functions.yaml", """
                        functions:
                          - urn: %stest
                            runtime:
                              type: python
                              code: resize
                              handler: src/index.handler
                              initializer: src/index.start
                              environment: {MODE: fast}
                              user_data: {key: value}
                              memory: 512MiB
                              command: [python3.12, -X, dev]
                              warm: 2
                          - urn: %sother
                            runtime: {type: custom, code: /opt/other.zip}
                        """.formatted(URN, URN)).definitions())
                .extracting(FunctionDefinition::runtime)
                .containsExactly(
                        new RuntimeDefinition.Child(
                                Language.PYTHON,
                                Path.of("/srv/resize"),
                                Optional.of("src/index.handler"),
                                Optional.of("src/index.start"),
                                Map.of("MODE", "fast"),
                                Map.of("key", "value"),
                                512L << 20,
                                List.of("python3.12", "-X", "dev"),
                                2),
                        new RuntimeDefinition.Child(
                                Language.CUSTOM,
                                Path.of("/opt/other.zip"),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                256L << 20,
                                List.of(),
                                0));
    }

    @Test
    void whatIsWrongWithAChildProcessIsToldWithItsPlace() {
        InvalidCatalogException failure = catchThrowableOfType(
                InvalidCatalogException.class, () -> reader.read("functions.yaml", """
                functions:
                  - urn: %stest
                    runtime:
                      type: nodejs
                      code: resize
                      handler: index
                      initializer: a b.c
                      environment:
                        RUNTIME_API_ADDR: mine
                        A-B: x
                        PORT: 80
                      memory: 1MiB
                      warm: -1
                  - urn: %sother
                    runtime: {type: custom, code: resize, initializer: a.b, memory: lots}
                  - urn: %sthird
                    runtime: {type: python, code: resize, handlr: index.handler}
                """.formatted(URN, URN, URN)));
        assertThat(failure.problems())
                .containsExactly(
                        "line 6: " + URN + "test: the handler 'index' is not a file, a dot and a function's name, such"
                                + " as index.handler",
                        "line 7: " + URN + "test: the initializer 'a b.c' is not a file, a dot and a function's name,"
                                + " such as index.handler",
                        "line 9: " + URN + "test: the variable RUNTIME_API_ADDR is the server's to set",
                        "line 10: " + URN + "test: 'A-B' is not the name of a variable",
                        "line 11: /functions/0/runtime/environment/PORT: must be of type string, is of type integer",
                        "line 12: " + URN + "test: the memory must be 32MiB to 1024GiB, is 1MiB",
                        "line 13: /functions/0/runtime/warm: must be at least 0",
                        "line 15: /functions/1/runtime: 'initializer' is not a known key",
                        "line 15: " + URN + "other: the memory 'lots' is not a size such as 256KiB, 16MiB, 1GiB",
                        "line 17: /functions/2/runtime: 'handler' is missing",
                        "line 17: /functions/2/runtime: 'handlr' is not a known key; did you mean handler?");
    }
}
