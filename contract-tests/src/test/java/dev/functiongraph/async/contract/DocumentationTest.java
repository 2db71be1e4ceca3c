package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code that the pages and the Javadoc of the client show. */
class DocumentationTest {
    /** What ReadmeExampleTest, MeteredAttemptsTest and .ci/readme compile. */
    private static final List<String> ELSEWHERE = List.of("ServerConformanceTest", "MeterRegistry", "FunctionHandler");

    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @TempDir
    Path classes;

    static List<Example> pages() throws IOException {
        return DocumentationPages.all().stream()
                .flatMap(page -> Example.inMarkdown(page).stream())
                .filter(example -> ELSEWHERE.stream().noneMatch(example.code()::contains))
                .toList();
    }

    static List<Example> javadoc() throws IOException {
        return Example.inJavadoc(Path.of("../client/src/main/java"));
    }

    @Test
    void examplesAreFound() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(5);
        assertThat(javadoc()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void whatAPageShowsCompilesInAFreshProjectAndPrintsWhatItSays(Example example) throws IOException {
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
