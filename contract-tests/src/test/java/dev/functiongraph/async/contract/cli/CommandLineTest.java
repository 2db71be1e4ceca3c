package dev.functiongraph.async.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.functiongraph.async.contract.Main;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.zoo.ClosedPort;
import dev.functiongraph.async.contract.zoo.Specimens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The exit status of the command line: conformant, not conformant, or inconclusive. */
class CommandLineTest {
    private static final String URN = "urn:fss:xxxxxxxxxxx:7aad83af3e8d42e99ac194e8419e2c9b:function:default:";
    private static final String OTHER = "0123456789abcdef0123456789abcdef";

    private static Specimens conformant;
    private static Specimens faulty;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        conformant = Specimens.conformant();
        faulty = Specimens.breaking("invoke.id-own");
    }

    @AfterAll
    static void stop() throws Exception {
        conformant.close();
        faulty.close();
    }

    @Test
    void aConformantServerEndsInZero() {
        assertThat(server(conformant.uri(), "--only", "invoke.*")).isZero();
        assertThat(out.toString())
                .contains("8 passed, 0 failed (8 of ")
                .contains("coverage: ")
                .contains("conformant in what was checked (seed 0x");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFaultyServerEndsInOne() {
        assertThat(server(faulty.uri(), "--only", "invoke.*")).isEqualTo(1);
        assertThat(out.toString())
                .contains("invoke.id-own: FAILED", "not conformant")
                .contains("--base-url " + faulty.uri() + " --only invoke.id-own --seed 0x");
    }

    @Test
    void aFailureThatIsKnownEndsInZeroAndOneThatIsNoneAnyMoreInOne() throws Exception {
        Path known = Files.writeString(directory.resolve("known.yaml"), "invoke.id-own: ticket 4711\n");
        assertThat(server(faulty.uri(), "--only", "invoke.*", "--known-failures", known.toString()))
                .isZero();
        assertThat(out.toString()).contains("invoke.id-own: KNOWN FAILURE", "ticket 4711", "1 known failure ");
        assertThat(server(conformant.uri(), "--only", "invoke.*", "--known-failures", known.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("invoke.id-own: UNEXPECTEDLY PASSED");
    }

    @Test
    void aServerThatDoesNotAnswerEndsInTwo() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            assertThat(server(closed.uri())).isEqualTo(2);
            assertThat(err.toString()).contains("could not run: no connection to " + closed.uri());
        }
    }

    @Test
    void aServerThatTakesConnectionsAndNeverAnswersEndsInOne() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            String reason = "no answer to an event or to a listing: no complete answer within the time limit";
            assertThat(server(uri, "--timeout", "200ms")).isEqualTo(1);
            assertThat(out.toString()).contains("failed: answer.given", reason);
            assertThat(server(uri, "--timeout", "200ms", "--only", "invoke.*")).isEqualTo(2);
            assertThat(err.toString()).contains("could not run: " + reason);
        }
    }

    @Test
    void whatSpeaksSomethingElseThanHttpEndsInTwo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread greeter = new Thread(() -> greet(other), "greeter");
            greeter.setDaemon(true);
            greeter.start();
            assertThat(server(URI.create("http://127.0.0.1:" + other.getLocalPort())))
                    .isEqualTo(2);
        }
        assertThat(err.toString())
                .contains("no server of this contract answers at --base-url: not an HTTP response: 220 ready");
    }

    private static void greet(ServerSocket server) {
        try {
            while (true) {
                try (Socket connection = server.accept()) {
                    connection.getOutputStream().write("220 ready\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.shutdownOutput();
                    connection.getInputStream().readAllBytes();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    @ParameterizedTest
    @CsvSource({"405, {}", "501, {}", "200, <html>", "500, ''"})
    void anotherWebServerEndsInTwo(int status, String body) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
            assertThat(server(uri)).isEqualTo(2);
        } finally {
            other.stop(0);
        }
        assertThat(err.toString()).contains("no server of this contract answers at --base-url", status + "");
    }

    @Test
    void functionsThatDoNotBehaveAsNamedEndInTwo() {
        assertThat(server(conformant.uri(), "--enabled-function", URN + "nobody:latest"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--enabled-function does not behave like one");
    }

    @Test
    void theReportsAreWrittenIntoTheirDirectory() {
        Path report = directory.resolve("a/b");
        assertThat(server(faulty.uri(), "--only", "invoke.*", "--report", report.toString()))
                .isEqualTo(1);
        assertThat(report.resolve("report.html")).content().contains("<h1>not conformant</h1>", "invoke.id-own");
        assertThat(report.resolve("report.json")).content().contains("\"conclusion\" : \"not conformant\"");
        assertThat(report.resolve("junit.xml")).content().contains("<failure ");
        assertThat(out.toString()).contains("full report: " + report.resolve("report.html"));
    }

    @Test
    void aRunThatCannotBeginIsReportedWithItsReason() {
        Path report = directory.resolve("none");
        assertThat(server(
                        conformant.uri(),
                        "--enabled-function",
                        URN + "nobody:latest",
                        "--only",
                        "invoke.*",
                        "--report",
                        report.toString()))
                .isEqualTo(2);
        String reason = "--enabled-function does not behave like one";
        assertThat(err.toString()).contains(reason);
        assertThat(report.resolve("report.html")).content().contains("<h1>inconclusive</h1>", reason);
        assertThat(report.resolve("report.json")).content().contains("\"couldNotRun\" : 8", reason);
        assertThat(report.resolve("junit.xml")).content().contains("<error ", reason);
    }

    @Test
    void fewerCasesSayThatTheyFindLess() {
        Path report = directory.resolve("fewer");
        String limit = "--cases 30 finds less than the default, 100";
        assertThat(server(conformant.uri(), "--only", "invoke.*", "--cases", "30", "--report", report.toString()))
                .isZero();
        assertThat(out.toString()).contains(limit);
        assertThat(report.resolve("report.html")).content().contains(limit);
        assertThat(report.resolve("report.json")).content().contains(limit);
        assertThat(server(conformant.uri(), "--only", "invoke.*", "--cases", "100", "--report", report.toString()))
                .isZero();
        assertThat(report.resolve("report.html")).content().doesNotContain("finds less");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only nope.*                              | There is no requirement nope.*",
                "--skip nope                                | There is no requirement nope",
                "--only list.count --skip list.*            | exclude every requirement",
                "--cases 0                                  | --cases must be 1 or more",
                "--cases many                               | Invalid value for option '--cases'",
                "--timeout 0                                | is not a valid duration",
                "--timeout 3h                               | is not a valid duration",
                "--seed 0xg                                 | is not a valid seed",
                "--project-id short                         | 32 letters or digits",
                "--enabled-function test                    | Not a full URN",
                "--project-id 0123456789abcdef0123456789abcdef --absent-function "
                        + "urn:fss:r:7aad83af3e8d42e99ac194e8419e2c9b:function:default:x:latest | different projects",
                "--disabled-function urn:fss:xxxxxxxxxxx:7aad83af3e8d42e99ac194e8419e2c9b:function:default:test:latest "
                        + "| different from each other",
                "--token a-token --header X-Auth-Token:b    | both set X-Auth-Token",
                "--token a-token --ak AK                    | either a --token or a signature",
                "--ak AK --header authorization:b           | both set a header of the signature",
                "--ak AK                                    | FUNCTIONGRAPH_SK",
                "--header Content-Length:5                  | Content-Length is set by the checks",
                "--known-failures /nowhere/known.yaml       | cannot be read",
                "--report /dev/null                         | cannot be created",
                "--report /dev/null/x                       | cannot be created",
                "--report a\0b                              | is not the name of a file",
                "--known-failures a\0b                      | is not the name of a file",
                "--contract 9.9                             | there is no contract 9.9, only 1.1.0, ",
                "--contract 1.1.0 --only answer.id-own      | There is no requirement answer.id-own",
                "--nonsense                                 | Unknown option: '--nonsense'",
            })
    void whatMakesNoSenseEndsInTwoAndIsSaid(String arguments, String complaint) {
        assertThat(server(conformant.uri(), arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(complaint).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aServerIsHeldToEventsOfAnyJsonIfItIsSaidToAcceptThem() {
        assertThat(server(conformant.uri(), "--only", "event.any-json")).isZero();
        assertThat(out.toString()).contains("no --any-json-events was given");
        assertThat(server(conformant.uri(), "--only", "event.any-json", "--any-json-events"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("failed: event.any-json", "--any-json-events");
        assertThat(server(conformant.uri(), "--only", "event.value-not-a-string", "--any-json-events"))
                .isZero();
    }

    @Test
    void aServerMustBeNamed() {
        assertThat(execute("server")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--base-url=URL'");
        assertThat(execute("server", "--base-url", "ftp://x")).isEqualTo(2);
        assertThat(execute("server", "--base-url", "http://user:passw0rd@x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--base-url: not a URL that begins with http:// or https://")
                .doesNotContain("passw0rd");
        assertThat(execute("server", "--base-url", "http://user:passw0rd@my_host"))
                .isEqualTo(2);
        assertThat(execute("server", "--base-url", "user:passw0rd@host")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("passw0rd");
        assertThat(execute("server", "--base-url", "127.0.0.1:8080")).isEqualTo(2);
        assertThat(execute("server", "--base-url", "http://my_host:8080")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--base-url': it is not a URL, such as http://127.0.0.1:8080", "an underscore")
                .doesNotContain("Exception");
    }

    @Test
    void aSchemeIsTheSameInCapitals() {
        assertThat(server(
                        URI.create(conformant.uri().toString().replace("http:", "HTTP:")), "--only", "invoke.accepted"))
                .isZero();
    }

    @Test
    void idsMayStandWithSpacesBetweenThem() {
        assertThat(server(conformant.uri(), "--only", "invoke.accepted, invoke.examples"))
                .isZero();
        assertThat(out.toString()).contains("2 passed");
    }

    @Test
    void aReportNeedsADirectory() {
        assertThat(server(conformant.uri(), "--report", "")).isEqualTo(2);
        assertThat(err.toString()).contains("--report needs a directory");
    }

    @Test
    void aCredentialThatIsRefusedIsNotRepeated() {
        assertThat(server(conformant.uri(), "--header", "s3cret")).isEqualTo(2);
        assertThat(server(conformant.uri(), "--header", "Authorization:s3cret\r\nX: y"))
                .isEqualTo(2);
        assertThat(server(conformant.uri(), "--token", "s3cret\n1")).isEqualTo(2);
        assertThat(err.toString())
                .contains("it is not NAME:VALUE", "a header field must not have")
                .doesNotContain("s3cret");
    }

    @Test
    void theFunctionsOfAProjectAreThoseOfTheDemoInIt() {
        assertThat(server(conformant.uri(), "--project-id", OTHER)).isEqualTo(2);
        assertThat(err.toString()).contains("urn:fss:xxxxxxxxxxx:" + OTHER + ":function:default:test:latest");
    }

    @Test
    void theSameSeedIsUnderstoodInBothForms() {
        assertThat(server(conformant.uri(), "--only", "invoke.accepted", "--seed", "0xFF"))
                .isZero();
        assertThat(server(conformant.uri(), "--only", "invoke.accepted", "--seed", "255"))
                .isZero();
        assertThat(out.toString().split("seed 0xff", -1)).hasSize(3);
    }

    @Test
    void everyRequirementIsListedInItsGroup() {
        assertThat(execute("list")).isZero();
        assertThat(out.toString()).contains("server: invoke", "  invoke.accepted (must, since 1.1.0)");
        Register.current()
                .all()
                .forEach(requirement -> assertThat(out.toString())
                        .contains(requirement.id() + " (", requirement.demand(), requirement.source()));
    }

    @Test
    void anOlderContractHasNoRequirementThatIsYounger() {
        assertThat(execute("list", "--contract", "1.1.0")).isZero();
        assertThat(out.toString()).contains("Contract 1.1.0: 137 requirements").doesNotContain("answer.id-own");
        assertThat(server(conformant.uri(), "--contract", "1.1.0", "--only", "cancel.unknown-id"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "1 passed, 0 failed (1 of "
                                + Register.of("1.1.0").of(Side.SERVER).size() + " requirements)",
                        "server, contract 1.1.0, ");
    }

    private int server(URI uri, String... arguments) {
        List<String> all = new ArrayList<>(List.of("server", "--base-url", uri.toString()));
        all.addAll(List.of(arguments));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
