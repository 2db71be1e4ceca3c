package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.server.ServerChecks;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The test class of the kit's README, which compiles, and checks a server when it is run. */
@Tag("slow")
class ReadmeExampleTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\\n(import [^`]*class (\\w+) implements ServerConformanceTest [^`]*)```");

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @TempDir
    private Path directory;

    @Test
    void theExampleIsATestClassWithOneTestForEachRequirement() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find())
                .as("an example of a ServerConformanceTest in the kit's README")
                .isTrue();
        compile(
                example.group(2),
                example.group(1)
                        .replace("http://127.0.0.1:8080", SERVER.uri().toString())
                        .replace("\"));", "\")).withCases(10);"));

        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ReadmeExampleTest.class.getClassLoader())) {
            EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(classes.loadClass(example.group(2))))
                    .execute();
            assertThat(names(results.testEvents().finished().list()))
                    .containsExactlyElementsOf(Register.current().of(Side.SERVER).stream()
                            .map(Requirement::id)
                            .toList());
            assertThat(names(results.testEvents().failed().list())).doesNotContainAnyElementsOf(ServerChecks.ids());
        }
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
            boolean compiles = compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiles).as(complaints.toString()).isTrue();
        }
    }
}
