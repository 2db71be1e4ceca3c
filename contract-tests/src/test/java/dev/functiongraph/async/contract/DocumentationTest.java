package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code of the documentation compiles, and does what it says. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @TempDir
    Path classes;

    static List<Example> readme() {
        return Stream.of("README.md", "client/README.md")
                .flatMap(file -> Example.inMarkdown(ROOT.resolve(file)).stream())
                .filter(example -> !example.code().contains("ServerConformanceTest")) // that is of ReadmeExampleTest
                .filter(example -> !example.code().contains("MeterRegistry")) // that is of MeteredAttemptsTest
                .toList();
    }

    static List<Example> javadoc() throws IOException {
        return Example.inJavadoc(ROOT.resolve("client/src/main/java"));
    }

    @Test
    void examplesAreFound() throws IOException {
        assertThat(readme()).hasSizeGreaterThan(5);
        assertThat(javadoc()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readme")
    void whatTheReadmeShowsCompilesInAFreshProjectAndPrintsWhatItSays(Example example) throws IOException {
        Example here = new Example(
                example.place(),
                example.code().replace(DEFAULT_SERVER, SERVER.uri().toString()));
        ExampleProject project = new ExampleProject(classes);
        assertThat(project.compile(here)).isEmpty();
        assertThat(project.run(SERVER.uri())).isNotEmpty().isEqualTo(here.printed());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javadoc")
    void whatTheClientsJavadocShowsCompiles(Example example) {
        assertThat(new ExampleProject(classes).compile(example)).isEmpty();
    }
}
