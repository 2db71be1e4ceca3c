package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.contract.Main;
import dev.functiongraph.async.contract.example.ClientAdapter;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that the kit runs as commands. */
@Tag("slow")
class ProcessClientTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final StringWriter out = new StringWriter();

    @Test
    void theProjectsOwnClientIsConformant() {
        String everyOperation = "client-send.token,client-send.query,client-read.listed,client-read.canceled,"
                + "client-read.unknown-fields,client-read.no-id";
        List<String> arguments = new ArrayList<>(List.of("--timeout", "60", "--only", everyOperation, "--"));
        arguments.addAll(command(ClientAdapter.class));

        assertThat(client(arguments)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("6 passed, 0 failed").doesNotContain("coverage");
    }

    @Test
    void aClientThatAcceptsEverythingIsNot() {
        List<String> arguments = new ArrayList<>(List.of("--only", "client-read.no-id", "--"));
        arguments.addAll(command(Optimist.class));

        assertThat(client(arguments)).as(out.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("client-read.no-id");
    }

    @Test
    void theLineThatIsToFindAFailureAgainFindsItAgain() {
        List<String> arguments = new ArrayList<>(List.of("--timeout", "20", "--only", "client-read.no-id", "--"));
        arguments.addAll(command(Optimist.class));
        client(arguments);
        Matcher again = Pattern.compile("again     java -jar \\S+ client (.*)").matcher(out.toString());
        assertThat(again.find()).as(out.toString()).isTrue();
        out.getBuffer().setLength(0);

        assertThat(client(List.of(again.group(1).split(" ")))).isEqualTo(1);
        assertThat(out.toString()).contains("client-read.no-id: FAILED", again.group());
    }

    @Test
    void aCommandThatDoesNotExistCannotBeRun() {
        assertThat(client(List.of("--", "/nowhere/client"))).isEqualTo(2);
        assertThat(out.toString()).contains("the command cannot be run", "/nowhere/client");
    }

    @Test
    void aCommandThatPrintsNonsenseSaysNothingOfTheClient() {
        assertThat(client(List.of("--", JAVA, "--version"))).isEqualTo(2);
        assertThat(out.toString()).contains("in the case invoke", "is not a report");
    }

    @Test
    void aCommandThatPrintsWithoutEndIsEnded() {
        assertThat(client(List.of("--", "sh", "-c", "yes"))).isEqualTo(2);
        assertThat(out.toString()).contains("in the case invoke", "printed more than 8388608 bytes");
    }

    @Test
    void whatACommandPrintsHarmsNoTerminal() {
        assertThat(client(List.of("--", "sh", "-c", "printf '\\033[31mred\\n'")))
                .isEqualTo(2);
        assertThat(out.toString()).contains("\\x1b[31mred").doesNotContain("\033");
    }

    @Test
    void aClientWithoutAnyOperationCannotBeChecked() {
        assertThat(client(List.of("--", "echo", "{\"outcome\":\"unsupported\"}")))
                .isEqualTo(2);
        assertThat(out.toString()).contains("reports all operations as unsupported");
    }

    @Test
    void theLastLinesOfACommandThatBreaksAreShown() {
        assertThat(client(List.of("--", JAVA, "no.such.Class"))).isEqualTo(2);
        assertThat(out.toString()).contains("exit code 1", "no.such.Class");
    }

    private int client(List<String> arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(Stream.concat(Stream.of("client"), arguments.stream()).toArray(String[]::new));
    }

    /** The class path has what the adapter's documentation names, and nothing else. */
    private static List<String> command(Class<?> main) {
        String classPath = Stream.of(
                        main, FunctionGraphAsyncClient.class, ObjectMapper.class, JsonFactory.class, JsonCreator.class)
                .map(ProcessClientTest::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return Arrays.asList(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main.getName());
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
