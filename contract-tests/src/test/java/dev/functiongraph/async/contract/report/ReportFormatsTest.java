package dev.functiongraph.async.contract.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.Report.Cause;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswer;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The reports in all formats: complete whatever a server answered, and without secrets. */
class ReportFormatsTest {
    private static final String HOSTILE =
            "<script>alert(1)</script>{{seed}}</pre>]]>&amp;\"' \u001b[31mred\u0000\ufffe\u202e\ud83d\ude00";
    private static final String TOKEN = "t0ken-of-the-project";

    @TempDir
    private Path directory;

    @Test
    void everythingThatWasFoundIsToldToPeople() {
        Result result = Results.of(
                Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch("{\"wrong\":1}")),
                Results.verdict("invoke.examples", Outcome.COULD_NOT_RUN, "an event was not accepted"),
                Results.verdict("invoke.id-own", Outcome.PASSED, ""));
        assertThat(text(result, "invoke.accepted"))
                .contains("invoke.accepted: FAILED")
                .contains("An event for an enabled function is answered 202 with a request_id.")
                .contains("source page, Response Parameters")
                .contains("expected  status 202")
                .contains("actual    200 {\"wrong\":1}")
                .contains("sent      POST /a HTTP/1.1")
                .contains("replay    curl -i")
                .contains("--only invoke.accepted --seed 0x2a");
        assertThat(console(result))
                .contains("invoke.accepted: FAILED")
                .contains("expected  status 202")
                .contains("actual    200 {\"wrong\":1}")
                .contains("invoke.examples: COULD NOT RUN")
                .contains("1 passed, 1 failed, 1 could not run (3 of ")
                .contains("coverage: ")
                .contains("500 (only a server error causes it)")
                .contains("not conformant (seed 0x2a, ")
                .doesNotContain("invoke.id-own");
    }

    @Test
    void allMismatchesAreToldUpToABoundAndTheOthersCounted() throws Exception {
        Mismatch[] mismatches = Collections.nCopies(120, mismatch("{}")).toArray(Mismatch[]::new);
        Result result = Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatches));
        assertThat(console(result)).contains("and 117 more");
        JsonNode entry =
                json(result).path("groups").path(0).path("requirements").path(0);
        assertThat(entry.path("mismatches")).hasSize(ReportBuilder.MOST_MISMATCHES);
        assertThat(entry.path("moreMismatches").intValue()).isEqualTo(120 - ReportBuilder.MOST_MISMATCHES);
        assertThat(HtmlReport.of(Results.report(result, Results.SETTINGS))).contains("and 70 more");
    }

    @Test
    void whatFailedIsToldBeforeWhatCouldNotRunBecauseOfIt() {
        Result result = Results.of(
                Results.verdict("invoke.examples", Outcome.COULD_NOT_RUN, "an event was not accepted"),
                Results.verdict("invoke.id-own", Outcome.COULD_NOT_RUN, "an event was not accepted"),
                Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch("{}")));

        assertThat(console(result)).containsSubsequence("invoke.accepted: FAILED", "COULD NOT RUN");
    }

    @Test
    void theFilesTellAllMismatchesThatTheReportHas() throws Exception {
        Mismatch[] mismatches = Collections.nCopies(120, mismatch("{}")).toArray(Mismatch[]::new);
        Report report = Results.report(
                Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatches)), Results.SETTINGS);
        Element failure = (Element) elements(report, "failure").item(0);
        assertThat(failure.getTextContent().split("expected  status 202", -1)).hasSize(51);
        assertThat(failure.getAttribute("message")).isEqualTo("failed: expected status 202, but 200 {}");
    }

    @Test
    void thePageNamesWhatFailedAboveAllElse() {
        Report report = Results.report(
                Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch("{}"))), Results.SETTINGS);
        assertThat(HtmlReport.of(report))
                .containsSubsequence(
                        "<a href=\"#invoke.accepted\">", "<h2>Requirements</h2>", "id=\"invoke.accepted\"");
    }

    @Test
    void whatCameOfAnIncompleteAnswerIsShownWithWhatItLacks() {
        Exchange cutOff = new Exchange(
                "invoke.accepted",
                message(),
                message().bytes(),
                false,
                "",
                true,
                Optional.empty(),
                Optional.of(new NoAnswer(
                        NoAnswerKind.UNREADABLE,
                        "the connection ended after 3 of 9 bytes of the body",
                        "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n{\"r".getBytes(StandardCharsets.UTF_8))));
        assertThat(console(
                        Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", Results.mismatch(cutOff)))))
                .contains("received  HTTP/1.1 202 Accepted")
                .contains("{\"r… (incomplete answer: the connection ended after 3 of 9 bytes of the body)");
    }

    @Test
    void theRequestsOfOneConnectionAreAllShownAndSentAgainTogether() {
        Mismatch both = new Mismatch(
                "status 202",
                "404",
                List.of(
                        Results.exchange(message(), "{}"),
                        Results.exchange(message().withMethod("GET"), "{}")),
                true,
                "");
        assertThat(console(Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", both))))
                .contains("sent      [request 1 of 2]", "[request 2 of 2]", "received  [answer 1 of 2]")
                .contains("replay    # --report DIR writes a file that the kit sends again");
    }

    @Test
    void theEndOfAServerIsToldOnce() {
        String end = "the server stopped answering during path.line-breaks: no connection";
        Result result = Results.of(Results.ids(Side.SERVER).stream()
                .map(id -> Results.verdict(id, Outcome.COULD_NOT_RUN, end))
                .toArray(Verdict[]::new));
        assertThat(console(result)).containsOnlyOnce(end);
        assertThat(Results.report(result, Results.SETTINGS).causes())
                .singleElement()
                .satisfies(cause ->
                        assertThat(cause.requirements()).containsExactlyInAnyOrderElementsOf(Results.ids(Side.SERVER)));
    }

    @Test
    void theVerdictOnAServerThatFailsEverythingFitsOnOneScreen() {
        Result result = Results.of(Results.ids(Side.SERVER).stream()
                .map(id ->
                        Results.verdict(id, Outcome.FAILED, "", mismatch("{\"x\":\"" + id + "y".repeat(900) + "\"}")))
                .toArray(Verdict[]::new));
        List<String> lines = console(result).lines().toList();
        assertThat(lines).hasSizeLessThan(30);
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("coverage: "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    }

    @Test
    void theVerdictEndsWithTheIdsThatFailedAndTheFullReport() {
        Result result = Results.of(Results.ids(Side.SERVER).stream()
                .map(id -> Results.verdict(id, Outcome.FAILED, "", mismatch("{}")))
                .toArray(Verdict[]::new));
        StringWriter out = new StringWriter();
        new Reports(result, ReportContext.of(Results.SETTINGS), Optional.of(Path.of("dir")))
                .print(new PrintWriter(out));
        List<String> last = out.toString().lines().toList();
        assertThat(last.subList(last.size() - 4, last.size()))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("failed: invoke.accepted, invoke.absent-body, "),
                        line -> assertThat(line).startsWith("  "),
                        line -> assertThat(line).matches("  .*, and [0-9]+ more"),
                        line -> assertThat(line).isEqualTo("full report: " + Path.of("dir", "report.html")));
        assertThat(console(result)).endsWith("run it again with --report DIR and --seed 0x2a" + System.lineSeparator());
    }

    @Test
    void oneCauseIsToldOnceWithTheRequirementsThatItHits() {
        Result result = Results.of(
                Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch(error(UUID.randomUUID()))),
                Results.verdict("invoke.examples", Outcome.FAILED, "", mismatch(error(UUID.randomUUID()))),
                Results.verdict("invoke.id-own", Outcome.FAILED, "", mismatch("{}")),
                Results.verdict("credentials.absent", Outcome.NOT_APPLICABLE, "no --token"));
        assertThat(Results.report(result, Results.SETTINGS).causes())
                .extracting(Cause::outcome, Cause::requirements)
                .containsExactly(
                        tuple("failed", List.of("invoke.accepted", "invoke.examples")),
                        tuple("failed", List.of("invoke.id-own")),
                        tuple("not applicable", List.of("credentials.absent")));
        assertThat(console(result)).containsOnlyOnce("FSS.0500").contains("invoke.accepted, invoke.examples: FAILED");
    }

    private static String error(UUID id) {
        return "{\"error_code\":\"FSS.0500\",\"error_msg\":\"" + id + "\"}";
    }

    @Test
    void theReportsSayWhenAndHowTheRunWasStartedAndWithWhichFunctions() throws Exception {
        ReportContext context = ReportContext.of(Results.SETTINGS)
                .withSelection(new Selection(List.of("invoke.*"), List.of()), Optional.of(Path.of("known.yaml")));
        Report report = new ReportBuilder(Results.of(), context, new ReplayFiles(Optional.of(Path.of("dir")))).build();
        assertThat(report.command()).endsWith("--only 'invoke.*' --known-failures known.yaml --seed 0x2a");
        for (String text : List.of(HtmlReport.of(report), JsonReport.of(report))) {
            assertThat(text)
                    .contains("2026-01-02T03:04:05Z", "--known-failures known.yaml")
                    .contains(Results.SETTINGS.functions().disabled());
        }
    }

    @Test
    void whatIsNotApplicableIsNotToldAsAFailure() {
        Report report = Results.report(
                Results.of(
                        Results.verdict("credentials.absent", Outcome.NOT_APPLICABLE, "no --token"),
                        Results.verdict("invoke.id-own", Outcome.NOT_APPLICABLE, "no --token"),
                        Results.verdict("invoke.accepted", Outcome.PASSED, "")),
                Results.SETTINGS);
        assertThat(report.groups())
                .extracting(Report.Group::share)
                .containsExactly("1 not applicable", "1 of 1 passed, 1 not applicable");
        assertThat(HtmlReport.of(report)).contains("1 not applicable").doesNotContain("0 of 1 passed");
    }

    @Test
    void aClientsFailureShowsWhatTheClientWasAskedToDo() {
        Mismatch mismatch = new Mismatch("one request", "none", List.of(), false, "{\"id\":\"plain\"}");
        assertThat(console(Results.of(Results.verdict("client-send.path", Outcome.FAILED, "", mismatch))))
                .contains("call      {\"id\":\"plain\"}");
    }

    @Test
    void aForeignAnswerHarmsNoReader() throws Exception {
        Result result = Results.of(
                Results.verdict("invoke.accepted", Outcome.FAILED, HOSTILE, mismatch(HOSTILE)),
                Results.verdict("invoke.examples", Outcome.COULD_NOT_RUN, HOSTILE));
        Report report = Results.report(result, Results.SETTINGS);
        for (String text :
                List.of(console(result), HtmlReport.of(report), JsonReport.of(report), JunitXml.of(report))) {
            assertThat(text)
                    .contains("\\x1b[31mred\\x00\\ufffe\\u202e\ud83d\ude00"
                            .replace("\\", text.startsWith("{") ? "\\\\" : "\\"))
                    .doesNotContain("\u001b", "\u0000", "\ufffe", "\u202e");
        }
        assertThat(HtmlReport.of(report))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;{{seed}}&lt;/pre&gt;")
                .doesNotContain("<script>alert");
        Element failure = (Element) elements(report, "failure").item(0);
        assertThat(failure.getTextContent()).contains("<script>alert(1)</script>{{seed}}</pre>]]>&amp;");
    }

    @Test
    void theXmlIsWhatReadersOfTestResultsExpect() throws Exception {
        Report report = Results.report(
                Results.of(
                        Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch("{}")),
                        Results.verdict("invoke.examples", Outcome.COULD_NOT_RUN, "no event was accepted"),
                        Results.verdict("invoke.id-own", Outcome.KNOWN_FAILURE, "ticket 4711", mismatch("{}")),
                        Results.verdict("invoke.id-unique", Outcome.UNEXPECTEDLY_PASSED, "ticket 4712"),
                        Results.verdict("event.names-the-place", Outcome.FAILED, "", mismatch("{}")),
                        Results.verdict("credentials.absent", Outcome.NOT_APPLICABLE, "no --token"),
                        Results.verdict("event.valid", Outcome.PASSED, "")),
                Results.SETTINGS);
        assertThat(names(report, "failure")).containsExactly("invoke.accepted", "invoke.id-unique");
        assertThat(names(report, "error")).containsExactly("invoke.examples");
        assertThat(names(report, "skipped"))
                .containsExactly("invoke.id-own", "event.names-the-place", "credentials.absent");
        assertThat(((Element) elements(report, "skipped").item(0)).getAttribute("message"))
                .isEqualTo("known failure: ticket 4711");
        Element all = (Element) elements(report, "testsuites").item(0);
        assertThat(Stream.of("tests", "failures", "errors", "skipped").map(all::getAttribute))
                .containsExactly("7", "2", "1", "3");
        Element invoke = (Element) elements(report, "testsuite").item(0);
        assertThat(Stream.of("name", "tests", "failures", "errors", "skipped").map(invoke::getAttribute))
                .containsExactly("server.invoke", "4", "2", "1", "1");
    }

    @Test
    void noReportTellsASecretEvenIfTheServerRepeatsIt() throws Exception {
        Message sent = message().with("X-Auth-Token", TOKEN).with("Authorization", "Basic c2VjcmV0");
        String echo =
                "{\"you\":\"" + TOKEN + "\",\"and\":\"Basic c2VjcmV0\"} " + "x".repeat(230) + TOKEN + "y".repeat(99);
        Result result = Results.of(Results.verdict(
                "invoke.accepted", Outcome.FAILED, "it said " + TOKEN, Results.mismatch(Results.exchange(sent, echo))));
        var settings = Results.SETTINGS.withToken(TOKEN).withHeaders(Headers.of("Authorization", "Basic c2VjcmV0"));
        StringWriter console = new StringWriter();
        Reports reports = new Reports(result, ReportContext.of(settings), Optional.of(directory));
        reports.print(new PrintWriter(console, true));
        reports.write();
        assertThat(console.toString()).contains("X-Auth-Token: $KIT_TOKEN", "Authorization: $KIT_AUTHORIZATION");
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> texts = files.filter(Files::isRegularFile)
                    .map(ReportFormatsTest::read)
                    .toList();
            assertThat(texts).hasSize(3);
            assertThat(Stream.concat(texts.stream(), Stream.of(console.toString())))
                    .allSatisfy(text -> assertThat(text).doesNotContain(TOKEN.substring(0, 6), "c2VjcmV0"));
        }
    }

    @Test
    void noReportTellsPartsOfASecretWhereSomethingWasCutOff() {
        byte[] cut = ("HTTP/1.1 200 OK\r\n\r\n{\"you\":\"" + TOKEN.substring(0, 12)).getBytes(StandardCharsets.UTF_8);
        Message sent = message().withPayload("").with("X-Auth-Token", TOKEN.substring(0, 14));
        Exchange exchange = new Exchange(
                "invoke.accepted",
                sent,
                sent.bytes(),
                false,
                "",
                true,
                Optional.empty(),
                Optional.of(new NoAnswer(NoAnswerKind.SILENT, "no whole answer came", cut)));
        Mismatch mismatch = new Mismatch(
                "nothing more",
                "bytes follow: " + TOKEN.substring(0, 10) + "… (as far as it was read)",
                List.of(exchange),
                false,
                "");
        Report report = Results.report(
                Results.of(Results.verdict("invoke.accepted", Outcome.FAILED, "", mismatch)),
                Results.SETTINGS.withToken(TOKEN));
        assertThat(List.of(JsonReport.of(report), HtmlReport.of(report), JunitXml.of(report)))
                .allSatisfy(text ->
                        assertThat(text).contains("no whole answer came").doesNotContain(TOKEN.substring(0, 6)));
    }

    @Test
    void aHeaderWhoseValueIsAnOrdinaryWordLeavesAllOtherTextAsItIs() {
        Message sent = message().with("X-Env", "test").with("Path", "function").withBody("{\"function\":\"test\"}");
        Result result = Results.of(Results.verdict(
                "invoke.accepted",
                Outcome.FAILED,
                "",
                Results.mismatch(Results.exchange(sent, "a test of a function"))));
        var settings = Results.SETTINGS.withHeaders(Headers.of("X-Env", "test", "Path", "function"));
        StringWriter console = new StringWriter();
        new Reports(result, ReportContext.of(settings), Optional.empty()).print(new PrintWriter(console, true));
        assertThat(console.toString())
                .contains("X-Env: $KIT_X_ENV", "Path: $KIT_PATH", "-H 'X-Env: '\"$KIT_X_ENV\"")
                .contains("{\"function\":\"test\"}", "a test of a function")
                .doesNotContain("X-Env: test", "Path: function");
    }

    @Test
    void aLineThatIsTooLongIsAFileBesideTheReport() throws Exception {
        Message large = message().withBody("x".repeat(262_145));
        Result result = Results.of(Results.verdict(
                "event.size-limit", Outcome.FAILED, "", Results.mismatch(Results.exchange(large, "{}"))));
        new Reports(result, ReportContext.of(Results.SETTINGS), Optional.of(directory)).write();
        Path file = directory.resolve("replay/event.size-limit-1.json");
        assertThat(directory.resolve("report.html")).content().contains(" replay " + file);
        assertThat(ReplayFile.read(file).bytes(Map.of())).isEqualTo(large.bytes());
        assertThat(console(result)).contains("--report DIR writes a file that the kit sends again");
        Path others = Files.writeString(directory.resolve("replay/deploy-1.json"), "true");
        new Reports(Results.of(), ReportContext.of(Results.SETTINGS), Optional.of(directory)).write();
        assertThat(file).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void thePageIsClosedUntilSomebodyOpensAPart() {
        Report report = Results.report(
                Results.of(Results.ids(Side.SERVER).stream()
                        .map(id -> Results.verdict(id, Outcome.FAILED, "", mismatch("{}")))
                        .toArray(Verdict[]::new)),
                Results.SETTINGS);
        // All that is high is in a part that is closed, or in one whose height has a limit.
        String page = HtmlReport.of(report);
        assertThat(page).contains("<details class=\"entry failed\"", ".causes { max-height: ");
        assertThat(page.split("<details class=\"messages\" open", -1)).hasSizeGreaterThan(100);
        assertThat(page).doesNotContainPattern("<details class=\"(group|entry|run)[^>]* open");
    }

    @Test
    void thePageFiltersByVerdictAndCopiesLines() {
        assertThat(HtmlReport.of(Results.report(Results.of(), Results.SETTINGS)))
                .contains("data-outcome=\"passed\"", "data-outcome=\"failed\"")
                .contains("button.textContent = \"copy\"", "document.execCommand(\"copy\")");
    }

    @Test
    void aBrowserRunsNoScriptButThePagesOwn() throws Exception {
        String page = HtmlReport.of(Results.report(Results.of(), Results.SETTINGS));
        String script = page.split("<script>")[1].split("</script>")[0];
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = HtmlReport.of(Results.report(Results.of(), Results.SETTINGS));
        assertThat(page)
                .doesNotContain("src=", "href=", "url(", "@import")
                .contains("prefers-color-scheme", "default-src 'none'");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Message message() {
        return Message.of("POST", "/a").with("Host", "127.0.0.1:1").withBody("{}");
    }

    private static Mismatch mismatch(String answered) {
        return Results.mismatch(Results.exchange(message(), answered));
    }

    private static String console(Result result) {
        StringWriter out = new StringWriter();
        new Reports(result, ReportContext.of(Results.SETTINGS), Optional.empty()).print(new PrintWriter(out));
        return out.toString();
    }

    private static String text(Result result, String id) {
        return new Reports(result, ReportContext.of(Results.SETTINGS), Optional.empty())
                .texts()
                .get(id);
    }

    private static JsonNode json(Result result) throws Exception {
        return new ObjectMapper().readTree(JsonReport.of(Results.report(result, Results.SETTINGS)));
    }

    private static NodeList elements(Report report, String name) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.of(report))))
                .getElementsByTagName(name);
    }

    private static List<String> names(Report report, String element) throws Exception {
        NodeList found = elements(report, element);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> ((Element) found.item(i).getParentNode()).getAttribute("name"))
                .toList();
    }
}
