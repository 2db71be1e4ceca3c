package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Nonnull;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a named module: it compiles against the client and runs with it, by the JDK's own tools. */
class NamedModuleTest {

    @TempDir
    Path directory;

    private Path sources;
    private Path classes;

    @BeforeEach
    void layOut() throws Exception {
        sources = Files.createDirectories(directory.resolve("sources/app"));
        classes = Files.createDirectory(directory.resolve("classes"));
        Files.writeString(
                directory.resolve("sources/module-info.java"),
                "module app { requires dev.functiongraph.async.client; }");
    }

    @Test
    void itSendsAnEventAndListsInvocations() throws Exception {
        write("""
                try (var client = FunctionGraphAsyncClient.builder().baseUri(URI.create(args[0])).build()) {
                    System.out.println(client.invokeAsync(args[1], "test", Map.of("k", "v")).requestId());
                    client.streamInvocations(args[1], "test", InvocationQuery.all())
                            .forEach(invocation -> System.out.println(invocation.status()));
                    System.out.println(FunctionGraphAsyncClient.class.getModule().getName());
                    System.out.println(FunctionGraphAsyncClient.class.getModule().getDescriptor().isAutomatic());
                }
                """);
        assertThat(compile()).isEmpty();
        try (StubServer server = StubServer.inTurn(
                Answer.ACCEPTED, Answer.page(0, Answer.record(StubServer.REQUEST_ID, Invocation.Status.SUCCESS)))) {
            assertThat(run(
                                    "java",
                                    "--module-path",
                                    classes + File.pathSeparator + modulePath(),
                                    "--module",
                                    "app/app.Main",
                                    server.uri().toString(),
                                    PROJECT)
                            .lines())
                    .containsExactly(StubServer.REQUEST_ID, "SUCCESS", "dev.functiongraph.async.client", "false");
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
        }
    }

    @Test
    void whatIsNotPublicCannotBeReached() throws Exception {
        write("new dev.functiongraph.async.client.CallerThread();");
        assertThat(compile()).contains("CallerThread is not public");
    }

    @Test
    void norCanTheGeneratedModels() throws Exception {
        write("new dev.functiongraph.async.client.model.AsyncInvocation();");
        assertThat(compile()).contains("does not export it");
    }

    private void write(String statements) throws Exception {
        Files.writeString(sources.resolve("Main.java"), """
                package app;

                import dev.functiongraph.async.client.*;
                import java.net.URI;
                import java.util.Map;

                class Main {
                    public static void main(String[] args) {
                        %s
                    }
                }
                """.formatted(statements));
    }

    private String compile() throws Exception {
        return run(
                "javac",
                "-Xlint:all",
                "--module-path",
                modulePath(),
                "-d",
                classes.toString(),
                directory.resolve("sources/module-info.java").toString(),
                sources.resolve("Main.java").toString());
    }

    private static String run(String tool, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", tool)
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String modulePath() {
        return Stream.of(
                        FunctionGraphAsyncClient.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        Nonnull.class)
                .map(NamedModuleTest::locationOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
