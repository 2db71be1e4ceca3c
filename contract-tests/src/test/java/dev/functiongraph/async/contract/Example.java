package dev.functiongraph.async.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Java code of the documentation: a whole program, or statements that have a client, a project and the id of an
 * invocation.
 *
 * @param place where it stands
 * @param code as readers see it
 */
record Example(String place, String code) {
    private static final Pattern IN_MARKDOWN = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_JAVADOC =
            Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\*? *}</pre>", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);
    private static final Pattern PRINTED = Pattern.compile("System\\.out\\.println\\(.*\\); // (.*)");

    static List<Example> inMarkdown(Path file) {
        return find(file, IN_MARKDOWN);
    }

    /** Of all Java files under this directory. */
    static List<Example> inJavadoc(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> find(file, IN_JAVADOC).stream())
                    .map(example -> new Example(
                            example.place, MARGIN.matcher(example.code).replaceAll("")))
                    .toList();
        }
    }

    private static List<Example> find(Path file, Pattern pattern) {
        String text = read(file);
        Matcher matcher = pattern.matcher(text);
        return matcher.results()
                .map(found -> new Example(
                        file.getFileName() + " line "
                                + (text.substring(0, found.start()).lines().count() + 1),
                        found.group(1)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says, in the comments behind its {@code println}s, that it prints. */
    List<String> printed() {
        return PRINTED.matcher(code).results().map(found -> found.group(1)).toList();
    }

    /** A class {@code Example} with a main method, which asks the server of its first argument. */
    String program() {
        return code.contains("class Example") ? code : IN_A_PROGRAM.formatted(code);
    }

    private static final String IN_A_PROGRAM = """
            import dev.functiongraph.async.client.*;
            import dev.functiongraph.async.client.fake.*;
            import java.net.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;

            class Example {
                static final String projectId = "7aad83af3e8d42e99ac194e8419e2c9b";
                static FunctionGraphAsyncClient client;
                static UUID id;

                public static void main(String[] args) throws Exception {
                    client = FunctionGraphAsyncClient.builder().baseUri(URI.create(args[0])).build();
                    id = client.invokeAsync(projectId, "test").requestId();
                    %s
                }
            }
            """;

    @Override
    public String toString() {
        return place;
    }
}
