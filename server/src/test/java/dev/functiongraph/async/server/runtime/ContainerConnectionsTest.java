package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.ScriptedContainer.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that close, keep or break connections: no event fails because of it. */
@ExtendWith(ConnectedOnce.class)
class ContainerConnectionsTest {
    private final ContainerRuntime runtime = new ContainerRuntime(new NameLookup(InetAddress::getAllByName));
    private ScriptedContainer container;

    @AfterEach
    void stop() throws IOException {
        runtime.close();
        container.close();
    }

    /** How a container closes a connection that it held for idle, while the next request arrives. */
    enum Close {
        AFTER_THE_WHOLE_REQUEST {
            @Override
            void on(Wire wire) throws IOException {
                wire.request();
            }
        },
        AFTER_ITS_FIRST_BYTE {
            @Override
            void on(Wire wire) throws IOException {
                wire.character();
            }
        },
        AFTER_ITS_HEAD {
            @Override
            void on(Wire wire) throws IOException {
                wire.head();
            }
        },
        RESET_AFTER_ITS_FIRST_BYTE {
            @Override
            void on(Wire wire) throws IOException {
                wire.character();
                wire.reset();
            }
        },
        RESET_AFTER_THE_WHOLE_REQUEST {
            @Override
            void on(Wire wire) throws IOException {
                wire.request();
                wire.reset();
            }
        },
        /** As some servers announce that they close an idle connection. */
        WITH_408 {
            @Override
            void on(Wire wire) throws IOException {
                wire.character();
                wire.send("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
        };

        abstract void on(Wire wire) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsClosedWhileTheNextRequestArrivesCostsNothing(Close close) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(200, "done");
            close.on(wire);
        });

        for (int i = 0; i < 5; i++) {
            assertSuccess(invoke(container.url(), 1));
        }
        assertThat(container.requests()).filteredOn(it -> it.endsWith("/init")).containsExactly("1 /init");
    }

    @ParameterizedTest
    @EnumSource
    void aLargeEventIsSentAgainWhole(Close close) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(200, "done");
            close.on(wire);
        });
        String event = "{\"k\":\"" + "x".repeat(250_000) + "\"}";

        assertSuccess(invoke(container.url(), 1));
        assertSuccess(start(container.url(), 1, event).get(20, TimeUnit.SECONDS));
    }

    @Test
    void aContainerThatClosesAfterEachAnswerWithoutAWordRunsEveryEventOnce() throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(200, "done");
        });

        for (int i = 0; i < 500; i++) {
            assertSuccess(invoke(container.url(), 1));
        }
        assertThat(container.requests()).hasSize(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\ndone",
                "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0, max=1\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 199 Odd\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 \u00e6\u0088\u0090\u00e5\u008a\u009f\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 \u00fc\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\nContent-Length: 4\n\ndone",
                "HTTP/1.1 200 OK\r\nX : 1\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nX: \u00e6\u0088\u0090\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\ndone"
            })
    void anAnswerAfterWhichTheConnectionEndsIsTaken(String answer) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.send(answer);
        });

        for (int i = 0; i < 5; i++) {
            assertSuccess(invoke(container.url(), 1));
        }
        assertThat(container.requests()).hasSize(6);
    }

    @Test
    void aSecondAnswerToOneRequestIsNotTakenForThatOfTheNext() throws Exception {
        container = new ScriptedContainer(wire -> {
            while (true) {
                wire.request();
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain");
            }
        });

        for (int i = 0; i < 5; i++) {
            assertSuccess(invoke(container.url(), 1));
        }
    }

    @Test
    void tenDeadConnectionsAtOnceCostNothing() throws Exception {
        int count = 10;
        CyclicBarrier all = new CyclicBarrier(count);
        AtomicBoolean restarted = new AtomicBoolean();
        container = new ScriptedContainer(wire -> {
            boolean old = !restarted.get();
            String path = wire.request();
            while (!(old && restarted.get())) {
                if (old && path.equals("/invoke")) {
                    all.await(20, TimeUnit.SECONDS);
                }
                wire.answer(200, "done");
                path = wire.request();
            }
        });
        invokeAtOnce(count);
        restarted.set(true);

        invokeAtOnce(count);

        assertThat(container.requests()).filteredOn(it -> it.endsWith("/init")).hasSize(1);
    }

    @Test
    void initializationOverAConnectionThatIsClosedIsSentAgain() throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(200, "done");
            wire.request();
        });
        assertSuccess(invoke(container.url().resolve("/a"), 1));
        assertSuccess(invoke(container.url().resolve("/b"), 1));

        assertThat(container.requests())
                .containsExactly(
                        "1 /a/init",
                        "1 /a/invoke",
                        "2 /a/invoke",
                        "2 /b/init",
                        "3 /b/init",
                        "3 /b/invoke",
                        "4 /b/invoke");
    }

    @Test
    void aContainerThatIsDeadBehindAProxyThatLivesCostsNothing() throws Exception {
        AtomicBoolean dead = new AtomicBoolean();
        container = new ScriptedContainer(wire -> {
            wire.request();
            while (!dead.get()) {
                wire.answer(200, "done");
                wire.request();
            }
        });
        assertSuccess(invoke(container.url(), 1));
        dead.set(true);
        // The first finds it out for all others.
        for (int number = 1; number <= 3; number++) {
            assertThat(invoke(container.url(), number)).isInstanceOf(Outcome.Unavailable.class);
        }
        dead.set(false);

        assertSuccess(invoke(container.url(), 4));
    }

    @Test
    void whatRanWhenAnotherEventBroughtTheContainerDownIsRunAgain() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        container = new ScriptedContainer(wire -> {
            while (wire.request().equals("/init")) {
                wire.answer(200, "");
            }
            both.countDown();
            both.await();
        });
        CompletableFuture<Outcome> one = start(container.url(), 1, "{}");
        CompletableFuture<Outcome> other = start(container.url(), 1, "{}");

        assertThat(one.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void aContainerThatRefusesEveryConnectionWithA503BeforeItIsAskedCostsNothing() throws Exception {
        container = new ScriptedContainer(wire -> {
            if (wire.number == 1) {
                wire.request();
                wire.answer(200, "");
            } else {
                wire.answer(503, "full");
                wire.request();
            }
        });

        for (int i = 0; i < 100; i++) {
            assertThat(invoke(container.url(), 2)).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void anEventThatBringsItsContainerDownFailsWithItsSecondAttempt() throws Exception {
        container = new ScriptedContainer(wire -> {
            while (wire.request().equals("/init")) {
                wire.answer(200, "");
            }
        });

        FunctionDefinition function = function(container.url());
        Attempt first = Definitions.attempt(function, 1, "{}");
        Attempt second = new Attempt(first.invocation(), 2, 0, 0, 0);
        assertThat(start(function, first).get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(start(function, second).get(20, TimeUnit.SECONDS))
                .isEqualTo(failure(" closed the connection without an answer to /invoke"));
        // The first has a second connection, for the one that was kept may have been dead; the second one of its own.
        assertThat(container.requests()).containsExactly("1 /init", "1 /invoke", "2 /invoke", "3 /init", "4 /invoke");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H",
                "HTTP/1.1 2",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n"
            })
    void aConnectionThatBreaksOffInTheMiddleOfAnAnswerIsTheFunctionsFailure(String part) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(200, "done");
            wire.request();
            wire.send(part);
        });

        assertThat(invoke(container.url(), 1))
                .isEqualTo(failure(" closed the connection in the middle of its answer to /invoke"
                        + (part.endsWith("done") ? ": status 200, 4 of 5 bytes" : "")));
        assertThat(container.requests()).containsExactly("1 /init", "1 /invoke");
    }

    @Test
    void aContainerThatComesBackIsInitializedAgain() throws Exception {
        container = new ScriptedContainer(Wire::answerAll);
        assertSuccess(invoke(container.url(), 1));
        URI url = container.url();
        container.close();

        assertThat(invoke(url, 1))
                .isEqualTo(new Outcome.Unavailable(
                        "the container at 127.0.0.1:" + url.getPort() + " cannot be reached: connection refused"));
        container = new ScriptedContainer(InetAddress.getByName("127.0.0.1"), url.getPort(), Wire::answerAll);
        assertSuccess(invoke(url, 2));
        assertThat(container.requests()).containsExactly("1 /init", "1 /invoke");
    }

    @Test
    void manyExchangesAtOnceNeedFewThreads() throws Exception {
        int count = 500;
        CountDownLatch arrived = new CountDownLatch(count);
        CountDownLatch answer = new CountDownLatch(1);
        container = new ScriptedContainer(wire -> {
            while (true) {
                if (wire.request().equals("/invoke")) {
                    arrived.countDown();
                    answer.await();
                }
                wire.answer(200, "done");
            }
        });
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(start(container.url(), 1, "{}"));
        }
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(it -> it.startsWith("container") || it.startsWith("name-lookup"))
                .hasSizeLessThan(20);

        answer.countDown();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertSuccess(outcome.get(20, TimeUnit.SECONDS));
        }
    }

    private void invokeAtOnce(int count) throws Exception {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(start(container.url(), 1, "{}"));
        }
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertSuccess(outcome.get(20, TimeUnit.SECONDS));
        }
    }

    private Outcome failure(String what) {
        return new Outcome.FunctionError(
                ErrorCode.FUNCTION_FAILED, "the container at 127.0.0.1:" + container.port() + what);
    }

    private static void assertSuccess(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).asString().isEqualTo("done"));
    }

    private Outcome invoke(URI url, int number) throws Exception {
        return start(url, number, "{}").get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> start(URI url, int number, String event) {
        FunctionDefinition function = function(url);
        return start(function, Definitions.attempt(function, number, event));
    }

    private static FunctionDefinition function(URI url) {
        return Definitions.function(new RuntimeDefinition.Container(url), Duration.ofSeconds(20), 1_000);
    }

    private CompletableFuture<Outcome> start(FunctionDefinition function, Attempt attempt) {
        return runtime.invoke(function, (RuntimeDefinition.Container) function.runtime(), attempt, new FunctionLog());
    }
}
