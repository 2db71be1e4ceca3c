package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.runtime.child.ChildSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeRouterTest {
    private final RuntimeRouter runtimes = new RuntimeRouter(
            new ChildSettings(Path.of("unused"), Duration.ofMinutes(5), Optional.empty(), Duration.ofSeconds(2)));

    @AfterEach
    void close() {
        runtimes.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://web",
                "http://web:9000",
                "https://web.example:65535/a/b/",
                "http://127.0.0.1:1",
                "http://[::1]:9000",
                "http://h/\u00fc"
            })
    void theUrlOfAContainerIsTaken(String url) throws InvalidCatalogException {
        assertThat(new CatalogReader(runtimes::problem, 100)
                        .read("f", entry(url))
                        .definitions())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://web:99999",
                "http://web:65536",
                "http://web:0",
                "http://web:-1",
                "http://web:99999999999",
                "http://web:80x",
                "http://my_web:9000",
                "http:///invoke"
            })
    void anImpossibleHostOrPortIsRefusedWithItsLine(String url) {
        assertThat(problems(url))
                .containsExactly(
                        "line 3: " + TestFunctions.urn("fn") + ": the url of a container has a host of letters,"
                                + " digits, hyphens and dots, and a port from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://web/?a=b", "http://web/#a"})
    void aQueryOrFragmentIsRefused(String url) {
        assertThat(problems(url)).singleElement().asString().endsWith("has neither query nor fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:secret@web:9000",
                "http://secret@web",
                "http://me:secret@my_web",
                "http://me:sec ret@web:9000",
                "http://me:secret@[web"
            })
    void aPasswordIsRefusedAndNotRepeated(String url) {
        assertThat(problems(url))
                .singleElement()
                .asString()
                .doesNotContain("sec")
                .contains("the url of a container");
    }

    private List<String> problems(String url) {
        return catchThrowableOfType(
                        InvalidCatalogException.class,
                        () -> new CatalogReader(runtimes::problem, 100).read("f", entry(url)))
                .problems();
    }

    private static String entry(String url) {
        return "functions:\n  - urn: " + TestFunctions.urn("fn") + "\n    runtime: {type: container, url: \"" + url
                + "\"}\n";
    }
}
