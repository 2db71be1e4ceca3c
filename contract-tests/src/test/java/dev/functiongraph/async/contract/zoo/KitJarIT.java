package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.wire.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit's executable jar, which needs nothing but Java. */
@Tag("slow")
class KitJarIT {
    private static final Path JAR = Path.of(System.getProperty("kit.jar"));

    private static final String PASSWORD = "password";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void itRunsAloneFromAnyDirectoryAndTellsInItsExitStatus() throws Exception {
        try (Specimens conformant = Specimens.conformant();
                Specimens faulty = Specimens.breaking("invoke.accepted");
                ClosedPort closed = new ClosedPort()) {
            assertThat(run(0, "server", "--base-url", conformant.uri().toString(), "--only", "invoke.*"))
                    .contains("8 passed, 0 failed");
            assertThat(run(1, "server", "--base-url", faulty.uri().toString(), "--only", "invoke.*", "--report", "r"))
                    .contains("\nfailed: invoke.accepted", "report: r/report.html");
            assertThat(run(2, "server", "--base-url", closed.uri().toString())).startsWith("could not run: ");
        }
        assertThat(directory.resolve("r")).isDirectoryContaining("glob:**/report.html");
        assertThat(run(0, "list")).contains("invoke.accepted (must, ");
        assertThat(run(0, "--version")).containsPattern("functiongraph-async-contract-tests \\d");
    }

    @Test
    void itHoldsNothingOfTheServerTheClientAndTheTestFrameworks() throws Exception {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("openapi.yaml", "requirements.yaml")
                    .noneMatch(name -> name.startsWith("dev/functiongraph/async/server/"))
                    .noneMatch(name -> name.startsWith("dev/functiongraph/async/client/"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("io/restassured/"));
        }
    }

    @Test
    void aServerBehindTlsIsCheckedIfItsCertificateIsTrusted() throws Exception {
        Path keys = directory.resolve("keys.p12");
        execute(
                0,
                List.of(
                        tool("keytool"),
                        "-genkeypair",
                        "-alias",
                        "zoo",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=zoo",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD));
        try (ZooServer server = ZooServer.start(tls(keys))) {
            String url = server.uri().toString();
            assertThat(run(2, "server", "--base-url", url)).startsWith("could not run: ");
            List<String> trusting =
                    List.of("-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
            assertThat(java(0, trusting, "server", "--base-url", url, "--cases", "10"))
                    .contains(", 0 failed");
        }
    }

    @Test
    void itSignsWithASecretKeyThatNothingShowsAndReplaysSignAnew() throws Exception {
        ServerSpecimen specimen = FaultySignatures.all()
                .filter(each -> each.requirement().equals("signature.date-old"))
                .findFirst()
                .orElseThrow()
                // A replay waits for the end of the connection.
                .writing(() -> new WireWriter() {
                    @Override
                    boolean closes(Incoming request, Reply reply) {
                        return true;
                    }
                });
        AccessKey key = SigningModel.KEY;
        try (ZooServer server = specimen.start()) {
            List<String> command = command(
                    List.of(),
                    "server",
                    "--base-url",
                    server.uri().toString(),
                    "--ak",
                    key.id(),
                    "--only",
                    "signature.date-*",
                    "--report",
                    "r");
            assertThat(execute(2, command)).contains("--ak needs the secret key in the environment variable");
            environment.put("FUNCTIONGRAPH_SK", key.secret());
            assertThat(execute(1, command))
                    .contains("failed: signature.date-old", "--ak " + key.id())
                    .doesNotContain(key.secret());
            assertThat(directory.resolve("r/report.html")).content().doesNotContain(key.secret());
            Path replay = directory.resolve("r/replay/signature.date-old-1.json");
            assertThat(replay).content().contains("-1200").doesNotContain(key.secret());
            assertThat(run(0, "replay", replay.toString())).startsWith("HTTP/1.1 202");
            environment.put("FUNCTIONGRAPH_SK", "another");
            assertThat(run(0, "replay", replay.toString())).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aRunThatIsEndedBySomebodyReportsWhatItHasFoundSoFar() throws Exception {
        CountDownLatch hangs = new CountDownLatch(20);
        CountDownLatch over = new CountDownLatch(1);
        Model model = new HangingServer(
                request -> {
                    hangs.countDown();
                    return hangs.getCount() == 0;
                },
                over);
        try (ZooServer server = ZooServer.start(model, new WireReader(), new WireWriter())) {
            Process process = process(command(
                    List.of(), "server", "--base-url", server.uri().toString(), "--timeout", "3s", "--report", "r"));
            assertThat(hangs.await(60, TimeUnit.SECONDS)).isTrue();
            process.destroy();
            assertThat(process.waitFor()).isNotZero();
            assertThat(output()).contains("interrupted: ", "the run was interrupted", "report: r/report.html");
            assertThat(directory.resolve("r/report.html")).content().contains("the run was interrupted");
        } finally {
            over.countDown();
        }
    }

    private static SSLContext tls(Path keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private String run(int status, String... arguments) throws Exception {
        return java(status, List.of(), arguments);
    }

    private String java(int status, List<String> options, String... arguments) throws Exception {
        return execute(status, command(options, arguments));
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private String execute(int status, List<String> command) throws Exception {
        int ended = process(command).waitFor();
        String text = output();
        assertThat(ended).as(text).isEqualTo(status);
        return text;
    }

    private Process process(List<String> command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        process.environment().putAll(environment);
        return process.start();
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }
}
