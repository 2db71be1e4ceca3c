package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerChecks;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Recorder;
import dev.functiongraph.async.contract.wire.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers that disturb the run itself: it is reported as their fault, or as inconclusive. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class HostileServersTest {

    @Test
    void aServerThatFindsNoFaultSaysNothingOfTheirOrder() throws Exception {
        Verdict verdict = verdict("answer.order", specimen("accepts everything").with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                return accepted("e834cb5b-1b2b-4c6b-b41c-8bd10fd41826");
            }
        }));
        assertThat(verdict.outcome()).isEqualTo(Outcome.COULD_NOT_RUN);
        assertThat(verdict.note()).startsWith("the server answers no two faults as documented");
    }

    @Test
    void whereOthersInvokeTheFunctionAllTheTimeNothingIsSaidOfTraces() throws Exception {
        for (String requirement : List.of("method.head", "wire.abandoned-body", "event.refused-leaves-no-record")) {
            Verdict verdict = verdict(requirement, specimen("is busy").with(() -> new UnusualLives.Invoked(2)));
            assertThat(verdict.outcome()).as(requirement).isEqualTo(Outcome.COULD_NOT_RUN);
            assertThat(verdict.note()).startsWith("others invoke the function of --enabled-function");
        }
    }

    @Test
    void aListingIsReadToItsEndHoweverMuchOthersHaveInvokedMeanwhile() throws Exception {
        Records records = new Records() {
            @Override
            synchronized String add(String function, String id) {
                super.add(function, id);
                for (int i = 0; i < 50; i++) {
                    super.add(function, UUID.randomUUID().toString());
                    Entry other = entries.get(entries.size() - 1);
                    step(other);
                    step(other);
                }
                return id;
            }
        };
        Verdict verdict = verdict("list.pages", specimen("is very busy").with(() -> new Model(records)));
        assertThat(verdict.mismatches()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aServerThatBeginsToHangEndsTheRunSoon() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        Result result = hanging(request -> answered.incrementAndGet() > 20);
        // A run of all checks sends some 3,500; each of those that run at once waits for a few answers in vain.
        assertThat(result.exchanges()).hasSizeLessThan(150);
        assertThat(endsOfTheServer(result)).singleElement().asString().endsWith("no request is answered in time");
    }

    @Test
    void aServerThatNeverAnswersFailsForThatAndIsNotAskedAnyMore() throws Exception {
        Result result = hanging(request -> true);
        assertThat(failed(result)).containsExactly("answer.given");
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.outcome() == Outcome.COULD_NOT_RUN)
                .hasSize(result.verdicts().size() - 1)
                .extracting(Verdict::note)
                .allMatch(note -> note.startsWith("no answer to an event or to a listing: "));
        assertThat(result.exchanges()).hasSize(2);
    }

    @Test
    void aServerThatAnswersNoEventIsAskedForListingsAllTheSame() throws Exception {
        Result result = hanging(
                request -> request.path().endsWith("/invocations-async"),
                "invoke.accepted",
                "list.absent-function",
                "cancel.unknown-id",
                "answer.given");
        assertThat(failed(result)).contains("invoke.accepted", "answer.given").doesNotContain("list.absent-function");
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.outcome() == Outcome.PASSED)
                .extracting(verdict -> verdict.requirement().id())
                .contains("list.absent-function", "cancel.unknown-id");
    }

    private static List<String> failed(Result result) {
        return result.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.FAILED)
                .map(verdict -> verdict.requirement().id())
                .toList();
    }

    @Test
    void aServerThatIsSilentAboutOddRequestsIsAskedAllOthers() throws Exception {
        Result result = hanging(
                request -> !request.path().startsWith("/v2/" + Model.PROJECT + "/fgs/functions/urn"),
                "invoke.accepted",
                "path.project-id",
                "path.unknown",
                "event.not-an-object",
                "accept.includes-json",
                "wire.chunked");
        assertThat(result.verdicts())
                .filteredOn(verdict -> verdict.outcome() == Outcome.PASSED)
                .extracting(verdict -> verdict.requirement().id())
                .contains("invoke.accepted", "accept.includes-json", "wire.chunked", "event.not-an-object");
        assertThat(result.verdicts())
                .extracting(Verdict::note)
                .contains("several requests in a row got no answer in time; this check sends no more");
        assertThat(endsOfTheServer(result)).isEmpty();
    }

    @Test
    void theEndOfAServerIsReportedInTheSameWordsByAllChecksAfterIt() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        AtomicReference<ZooServer> self = new AtomicReference<>();
        Model dying = new Model() {
            @Override
            Reply answer(Incoming request) {
                if (answered.incrementAndGet() == 20) {
                    close(self.get());
                }
                return super.answer(request);
            }
        };
        try (ZooServer server = ZooServer.start(dying, new WireReader(), new WireWriter())) {
            self.set(server);
            Result result = new ServerConformance(ServerSettings.of(server.uri()))
                    .run(Selection.ALL, KnownFailures.NONE, Progress.NONE);
            assertThat(endsOfTheServer(result))
                    .singleElement()
                    .asString()
                    .startsWith("the server stopped answering during ")
                    .contains("no connection to ");
        }
    }

    private static void close(ZooServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> endsOfTheServer(Result result) {
        return result.verdicts().stream()
                .map(Verdict::note)
                .filter(note -> note.startsWith("the server stopped answering during "))
                .collect(Collectors.toSet());
    }

    /** @param requirements none for all */
    private static Result hanging(Predicate<Incoming> hangs, String... requirements) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ZooServer server = ZooServer.start(new HangingServer(hangs, over), new WireReader(), new WireWriter())) {
            ServerSettings settings = ServerSettings.of(server.uri())
                    .withTarget(new Target(server.uri(), Duration.ofSeconds(2)))
                    .withCases(10);
            return new ServerConformance(settings)
                    .run(new Selection(List.of(requirements), List.of()), KnownFailures.NONE, Progress.NONE);
        } finally {
            over.countDown();
        }
    }

    @Test
    void nothingIsSaidOfAServerThatIsUnavailable() throws Exception {
        ServerSpecimen stopping = specimen("is stopping").with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                return Reply.error(503, "the server is shutting down").with("Retry-After", "1");
            }
        });
        assertThatThrownBy(() -> ZooRun.all().of(stopping))
                .isInstanceOf(CouldNotRunException.class)
                .hasMessageStartingWith("the server reports that it is full, failing or shutting down: 503 ");
    }

    @Test
    void nothingIsSaidOfWhatAServerHadNoRoomFor() throws Exception {
        AtomicInteger events = new AtomicInteger();
        Result result = ZooRun.all().of(specimen("is full now and then").with(() -> new Model() {
            @Override
            Reply invoke(Call call) throws RefusedException {
                if (events.incrementAndGet() % 50 == 0) {
                    throw new RefusedException(
                            Reply.error(503, "the queue is full").with("Retry-After", "1"));
                }
                return super.invoke(call);
            }
        }));
        assertThat(result.verdicts())
                .extracting(Verdict::outcome)
                .contains(Outcome.PASSED, Outcome.COULD_NOT_RUN)
                .doesNotContain(Outcome.FAILED);
    }

    @Test
    void anAnswerIsShownWithAllThatStoodBeforeItOnItsConnection() throws Exception {
        ServerSpecimen smuggling = Zoo.faulty()
                .filter(member -> member.peculiarity().equals("does not read what it will refuse"))
                .findFirst()
                .orElseThrow();
        Result result = ZooRun.only("wire.after-an-error", "answer.status").of(smuggling);
        assertThat(result.verdicts().get(1).mismatches()).isNotEmpty().allSatisfy(mismatch -> {
            assertThat(mismatch.together()).isTrue();
            assertThat(mismatch.exchanges()).hasSize(2);
        });
    }

    @Test
    void aRunThatFillsTheMemoryIsNotGoneOnWith() throws Exception {
        try (ZooServer server = ZooServer.start(new Model(), new WireReader(), new WireWriter())) {
            Check accepts = ServerChecks.of(ServerSettings.of(server.uri()), new Recorder(1_000))
                    .get("event.valid");
            assertThatThrownBy(() -> accepts.run(new Findings()))
                    .isInstanceOf(CouldNotRunException.class)
                    .hasMessage(Recorder.FULL);
        }
    }

    @Test
    void anEndlessAnswerIsNone() throws Exception {
        Verdict verdict = verdict("answer.given", specimen("sends 20 MiB").writing(() -> new WireWriter() {
            @Override
            byte[] bytes(Incoming request, Reply reply) {
                boolean cancels = request != null && request.path().endsWith("/cancel");
                return super.bytes(request, cancels ? reply.withBody(" ".repeat(20 * 1024 * 1024)) : reply);
            }
        }));
        assertThat(verdict.mismatches())
                .extracting(Mismatch::actual)
                .isNotEmpty()
                .allMatch(actual -> actual.contains("16777216"));
    }

    @Test
    void whatIsNoHttpIsNotTakenForTheConnectionsEnd() throws Exception {
        Verdict verdict = verdict("wire.malformed-chunk", specimen("curses").writing(() -> new WireWriter() {
            @Override
            byte[] bytes(Incoming request, Reply reply) {
                return request == null
                        ? "what is that?\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)
                        : super.bytes(request, reply);
            }
        }));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.mismatches()).extracting(Mismatch::actual).contains("not an HTTP response: what is that?");
    }

    private static ServerSpecimen specimen(String peculiarity) {
        return ServerSpecimen.of("", peculiarity);
    }

    private static Verdict verdict(String requirement, ServerSpecimen specimen) throws Exception {
        return ZooRun.only(requirement)
                .withTimeout(ServerSettings.DEFAULT_TIMEOUT)
                .of(specimen)
                .verdicts()
                .get(0);
    }
}
