package dev.functiongraph.async.contract.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.Main;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Signing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of a report that sends a request again, in a shell or by the kit itself. */
class ReplayLineTest {
    private static final String TOKEN = "s3cret'\"$token";
    private static final Redaction REDACTION = Redaction.of(TOKEN, Headers.of());

    @TempDir
    private Path directory;

    private CaptureServer server;
    private ReplayFiles files;

    @BeforeEach
    void start() throws Exception {
        server = new CaptureServer();
        files = new ReplayFiles(Optional.of(directory));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void curlSendsTheSameLineFieldsAndBody() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 60; i++) {
            Message message = wellFormed(random);
            String line = line(message, true);
            assertThat(line).contains("curl").doesNotContain(TOKEN);
            String sent = run(line, message.body().length > 0 ? message.body() : bytes("\r\n\r\n"));
            assertThat(canonical(sent)).as(line).isEqualTo(canonical(text(message.bytes())));
        }
    }

    @Test
    void curlSendsAChunkedBodyInChunks() throws Exception {
        Message message = message("POST", "/a").withChunks(bytes("{\"a\":\"b\"}"), 3);
        String sent = run(line(message, true), bytes("\r\n0\r\n\r\n"));
        assertThat(sent).contains("Transfer-Encoding: chunked\r\n").doesNotContain("Content-Length");
        assertThat(sent).endsWith("\r\n\r\n9\r\n{\"a\":\"b\"}\r\n0\r\n\r\n");
    }

    @Test
    void whatIsNoHttpArrivesByteForByte() throws Exception {
        Random random = new Random(815);
        byte[] odd = new byte[400];
        for (int i = 0; i < 20; i++) {
            random.nextBytes(odd);
            Message message = message("P\0ST", "/%%s\\n a'b\"$HOME`id`")
                    .with("Content-Length", "7x")
                    .withPayload(text(odd) + "\n\n");
            assertThat(replayed(message.bytes(), List.of(exchange(message, false))))
                    .isEqualTo(text(message.bytes()));
        }
    }

    @Test
    void aRequestThatCurlWouldMendIsSentRaw() throws Exception {
        List<Message> messages = List.of(
                message("GET", "/a").withVersion("HTTP/1.0"),
                message("GET", "/a").without("Host"),
                message("POST", "/a").withBody("abc").with("Content-Length", "4"),
                message("GET", "/a b"),
                message("GET", "/a").with("Bad Name", "x"));
        for (Message message : messages) {
            assertThat(line(message, true)).doesNotContain("curl").contains(" replay ");
            assertThat(replayed(message.bytes(), List.of(exchange(message, false))))
                    .isEqualTo(text(message.bytes()));
        }
    }

    @Test
    void theRequestsOfOneConnectionAreSentTogether() throws Exception {
        Message first = message("GET", "/a");
        Message second = message("GET", "/b");
        assertThat(replayed(
                        bytes("/b HTTP/1.1\r\nHost: " + server.uri().getRawAuthority() + "\r\n\r\n"),
                        List.of(exchange(first, false), exchange(second, false))))
                .isEqualTo(text(first.bytes()) + text(second.bytes()));
    }

    @Test
    void whereTheKitEndedItsSideItDoesSoAgain() throws Exception {
        Message cut = message("POST", "/a").with("Content-Length", "20").withPayload("{}");
        assertThat(replayed(bytes("more than comes"), List.of(exchange(cut, true))))
                .isEqualTo(text(cut.bytes()));
    }

    @Test
    void curlWaitsForTheServersConsentBeforeItSendsABody() {
        Message asking = message("POST", "/a").withBody("{}").with("Expect", "100-continue");
        assertThat(line(asking, true)).contains("curl", "--expect100-timeout", "-H 'Expect: 100-continue'");
        Message unsent = asking.withPayload("");
        assertThat(line(unsent, true)).contains(" replay ");
    }

    @Test
    void aTokenIsAVariableThatTheShellFillsIn() throws Exception {
        Message message = message("POST", "/a").with("X-Auth-Token", TOKEN).withBody("{}");
        String line = line(message, true);
        assertThat(line).contains("\"$KIT_TOKEN\"").doesNotContain(TOKEN);
        assertThat(run(line, bytes("{}"))).contains("\r\nX-Auth-Token: " + TOKEN + "\r\n");
    }

    @Test
    void aTokenIsAVariableThatTheKitFillsIn() throws Exception {
        Message message = message("POST", "/a").with("X-Auth-Token", TOKEN).withBody("{}");
        line(message, false);
        Path file = write();
        assertThat(file).content().contains("KIT_TOKEN").doesNotContain("s3cret");
        assertThat(ReplayFile.read(file).bytes(Map.of("KIT_TOKEN", TOKEN))).isEqualTo(message.bytes());
        StringWriter err = new StringWriter();
        assertThat(Main.commandLine().setErr(new PrintWriter(err, true)).execute("replay", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("set the environment variable KIT_TOKEN");
    }

    @Test
    void whatWasSignedIsSignedAnewByTheKit() throws Exception {
        AccessKey key = new AccessKey("ACCESSKEYACCESSKEY01", "s3cretKey0123456789");
        Signing signing = Signing.by(key, Instant.parse("2026-01-02T03:04:05Z")).withOffset(Duration.ofMinutes(-20));
        Message signed = message("POST", "/a").withBody("{}").signed(signing);
        Message tampered = signed.withBody("[]").signedAs(signed);
        Message withAnotherSecret = signed.resigned(by -> by.withKey(new AccessKey(key.id(), "another")));
        for (Message message : List.of(signed, tampered, withAnotherSecret)) {
            files = new ReplayFiles(Optional.of(directory));
            String line = new ReplayLine(server.uri(), REDACTION.withSecretKey(key.secret()), files)
                    .of("a.b", List.of(exchange(message, false)));
            assertThat(line).contains(" replay ").doesNotContain(key.secret(), "Signature=");
            Path file = write();
            assertThat(file).content().doesNotContain(key.secret());
            Instant before = Instant.now();
            String again = text(ReplayFile.read(file).bytes(Map.of("FUNCTIONGRAPH_SK", key.secret())));
            String date = again.replaceFirst("(?s).*X-Sdk-Date: (.{16}).*", "$1");
            assertThat(date)
                    .isBetween(
                            Signing.date(before.minusSeconds(1200)),
                            Signing.date(Instant.now().minusSeconds(1200)));
            Instant time = before.minusSeconds(1200);
            while (!Signing.date(time).equals(date)) {
                time = time.plusSeconds(1);
            }
            Instant made = time;
            Message anew = message.resigned(by -> new Signing(by.key(), made, Duration.ZERO, by.headers(), by.other()));
            assertThat(again.lines().sorted().toList())
                    .isEqualTo(text(anew.bytes()).lines().sorted().toList());
        }
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        Path other = Files.writeString(directory.resolve("report.json"), "{\"groups\":[]}");
        StringWriter err = new StringWriter();
        assertThat(Main.commandLine().setErr(new PrintWriter(err, true)).execute("replay", other.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("not a file that a report of this kit has in its directory replay")
                .doesNotContain("Exception");
    }

    @Test
    void aWrongTokenThatWasMadeFromTheRightOneDoesNotTellIt() {
        for (String wrong :
                List.of(TOKEN + "x", TOKEN.substring(1), TOKEN.substring(0, 6), TOKEN.toUpperCase(Locale.ROOT))) {
            Message message = message("POST", "/a").with("X-Auth-Token", wrong);
            assertThat(line(message, true)).contains("$KIT_ANOTHER_TOKEN").doesNotContainIgnoringCase("cret");
        }
        assertThat(line(message("POST", "/a").with("X-Auth-Token", "nonsense"), true))
                .contains("nonsense");
    }

    @Test
    void aBodyOfAnySizeAndKindIsSentAsItIs() throws Exception {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        large[large.length - 1] = 'y';
        Message tooLong = message("POST", "/a").withBody(large);
        assertThat(replayed(large, List.of(exchange(tooLong, false)))).isEqualTo(text(tooLong.bytes()));
        for (byte[] body : List.of(bytes("@/etc/passwd"), new byte[] {0, 1, 2, (byte) 0xFF}, bytes("a\nb\n"))) {
            Message message = message("POST", "/a").withBody(body);
            assertThat(canonical(run(line(message, true), body))).isEqualTo(canonical(text(message.bytes())));
        }
    }

    private Message message(String method, String target) {
        return Message.of(method, target).with("Host", server.uri().getRawAuthority());
    }

    private Message wellFormed(Random random) {
        String[] targets = {
            "/v2/p/fgs/functions/urn:fss:x:test/invocations-async",
            "/a/../b/./c?x=1&y=%20&z=[1]{2}",
            "/it's?a=$HOME&b=`id`&c=\"q\"",
            "http://example.com/absolute#fragment",
            "/%41%zz//",
            "*"
        };
        String[] values = {"plain", "it's \"quoted\"", "$HOME `id` \\n %s", "", "caf\u00e9", "a,b;c=d", "!history"};
        Message message = message(pick(random, "GET", "POST", "PUT", "DELETE", "PATCH"), pick(random, targets));
        for (int i = random.nextInt(4); i > 0; i--) {
            message = message.with("X-Field-" + i, pick(random, values));
        }
        if (random.nextBoolean()) {
            message = message.with(pick(random, "Accept", "User-Agent", "accept"), pick(random, "a/b", "*/*"));
        }
        if (random.nextBoolean()) {
            message = message.with("X-Auth-Token", TOKEN);
        }
        if (random.nextBoolean()) {
            message = message.with("Content-Type", pick(random, "application/json", "text/plain; charset=latin1"));
        }
        return switch (random.nextInt(3)) {
            case 0 -> message;
            case 1 -> message.with("Content-Length", "0");
            default ->
                message.withBody(pick(random, "{\"a\":\"it's\"}", "\u5317\u4eac \\ %d $x", "tab\tand\r\nlines", "@x"));
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Exchange exchange(Message message, boolean ended) {
        return new Exchange("id", message, message.bytes(), ended, "", false, Optional.empty(), Optional.empty());
    }

    private String line(Message message, boolean wellFormed) {
        Exchange exchange =
                new Exchange("id", message, message.bytes(), false, "", wellFormed, Optional.empty(), Optional.empty());
        return replayLine().of("id", List.of(exchange));
    }

    private ReplayLine replayLine() {
        return new ReplayLine(server.uri(), REDACTION, files);
    }

    /** Writes the file that was added last. */
    private Path write() throws Exception {
        List<Map.Entry<String, String>> all = List.copyOf(files.files().entrySet());
        Map.Entry<String, String> last = all.get(all.size() - 1);
        Path file = directory.resolve(last.getKey());
        Files.createDirectories(file.getParent());
        return Files.writeString(file, last.getValue());
    }

    /** What the kit sends again, up to an end. */
    private String replayed(byte[] end, List<Exchange> exchanges) throws Exception {
        server.expectEnd(end);
        assertThat(replayLine().of("id", exchanges)).contains(" replay ").doesNotContain("curl");
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(out, true)).execute("replay", write().toString()))
                .isZero();
        assertThat(out.toString()).startsWith("HTTP/1.1 204 No Content");
        return server.next();
    }

    private String run(String line, byte[] end) throws Exception {
        server.expectEnd(end);
        Path script = Files.writeString(directory.resolve("line.sh"), line + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("KIT_TOKEN", TOKEN);
        Process process = builder.start();
        String arrived = server.next();
        assertThat(process.waitFor()).as(line).isZero();
        return arrived;
    }

    /** The order of fields says nothing, as long as those of one name keep theirs. */
    private static String canonical(String message) {
        String[] parts = message.split("\r\n\r\n", 2);
        List<String> head = List.of(parts[0].split("\r\n"));
        return Stream.concat(
                                head.stream().limit(1),
                                head.stream().skip(1).map(String::strip).sorted())
                        .toList()
                + parts[1];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
