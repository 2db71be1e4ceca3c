package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.ScriptedContainer.Script;
import dev.functiongraph.async.server.runtime.ScriptedContainer.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for operators about a container that cannot be used, and the look-up of its name. */
@ExtendWith(ConnectedOnce.class)
class ContainerTroubleTest {
    private static final Script UNUSED = wire -> {};

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile NameLookup.Names names = InetAddress::getAllByName;
    private final ContainerRuntime runtime = new ContainerRuntime(new NameLookup(host -> names.addresses(host)));
    private ScriptedContainer container;

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        runtime.close();
        if (container != null) {
            container.close();
        }
    }

    @Test
    void aRefusedConnection() throws Exception {
        container = new ScriptedContainer(UNUSED);
        container.close();

        assertUnavailable("cannot be reached: connection refused");
    }

    @Test
    void aNameThatNobodyKnows() throws Exception {
        assertThat(invoke(URI.create("http://no-such-host.invalid:9000"), 1))
                .isEqualTo(new Outcome.Unavailable(
                        "the container at no-such-host.invalid:9000 cannot be reached: its name is unknown"));
    }

    @Test
    void aNameServiceThatDoesNotWork() throws Exception {
        names = host -> {
            throw new UnknownHostException(host + ": Temporary failure in name resolution");
        };

        assertThat(invoke(URI.create("http://web"), 1))
                .isEqualTo(new Outcome.Unavailable(
                        "the container at web:80 cannot be reached: its name cannot be resolved now"));
    }

    @Test
    void aNameOfWhichNoAddressListens() throws Exception {
        container = new ScriptedContainer(UNUSED);
        container.close();
        names = host -> addresses("127.0.0.1", "127.0.0.2");

        assertThat(invoke(URI.create("http://web:" + container.port()), 1))
                .isEqualTo(new Outcome.Unavailable("the container at web:" + container.port()
                        + " cannot be reached: connection refused (127.0.0.1, 127.0.0.2)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2,127.0.0.1", "127.0.0.1,127.0.0.2", "127.0.0.2,127.0.0.3,127.0.0.1"})
    void aNameOfWhichOneAddressListens(String all) throws Exception {
        container = new ScriptedContainer(Wire::answerAll);
        names = host -> addresses(all.split(","));

        assertThat(invoke(URI.create("http://web:" + container.port()), 1)).isInstanceOf(Outcome.Success.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void localhostIsAnyAddressThatItStandsFor(String address) throws Exception {
        container = new ScriptedContainer(InetAddress.getByName(address), 0, Wire::answerAll);
        names = host -> addresses("127.0.0.1", "::1");

        assertThat(invoke(URI.create("http://localhost:" + container.port()), 1))
                .isInstanceOf(Outcome.Success.class);
    }

    @Test
    void anAddressOfIpVersion6IsWrittenInBrackets() throws Exception {
        container = new ScriptedContainer(InetAddress.getByName("::1"), 0, Wire::answerAll);
        URI url = URI.create("http://[::1]:" + container.port());
        assertThat(invoke(url, 1)).isInstanceOf(Outcome.Success.class);
        container.close();

        assertThat(invoke(url, 1))
                .isEqualTo(new Outcome.Unavailable(
                        "the container at [::1]:" + url.getPort() + " cannot be reached: connection refused"));
    }

    @Test
    void aContainerThatMovesIsFoundAtItsNewAddress() throws Exception {
        names = host -> addresses("127.0.0.1");
        container = new ScriptedContainer(Wire::answerAll);
        URI url = URI.create("http://web:" + container.port());
        assertThat(invoke(url, 1)).isInstanceOf(Outcome.Success.class);
        container.close();
        container = new ScriptedContainer(InetAddress.getByName("127.0.0.2"), container.port(), Wire::answerAll);
        names = host -> addresses("127.0.0.2");

        assertThat(invoke(url, 1)).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void aNameServiceThatHangsHoldsNoOtherContainerUpAndOneThreadForEachName() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        names = host -> {
            if (host.equals("slow")) {
                lookups.incrementAndGet();
                await(end);
            }
            return InetAddress.getAllByName(host);
        };
        for (int i = 0; i < 50; i++) {
            start(URI.create("http://slow:9000/" + i), 1);
        }
        Awaitility.await().until(() -> lookups.get() > 0);
        container = new ScriptedContainer(Wire::answerAll);

        assertThat(invoke(container.url(), 1)).isInstanceOf(Outcome.Success.class);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void aConnectionThatIsNotAcceptedInTime() throws Exception {
        // Nobody accepts, and the one place in its queue is taken.
        try (var full = new java.net.ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var first = new java.net.Socket(full.getInetAddress(), full.getLocalPort());
                var second = new java.net.Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(invoke(URI.create("http://127.0.0.1:" + full.getLocalPort()), 1))
                    .isEqualTo(new Outcome.Unavailable("the container at 127.0.0.1:" + full.getLocalPort()
                            + " cannot be reached: no answer within 1 s"));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    500, '', answered /init with 500
                    500, model.bin is missing, answered /init with 500: model.bin is missing
                    500, '\n\n  first line\nsecond', answered /init with 500: first line
                    503, loading, answered /init with 503: loading
                    301, moved, answered /init with 301: moved
                    500, '\u001b[31mred\t\u0000x', answered /init with 500: [31mred x
                    500, no http://me:secret@db/x, answered /init with 500: no http://***@db/x
                    """)
    void anInitializationThatFails(int status, String text, String reason) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(status, text);
        });

        assertUnavailable(reason);
    }

    @Test
    void aTextWithoutEnd() throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.answer(500, "x".repeat(300_000));
        });

        assertUnavailable("answered /init with 500: " + "x".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0015\u0003\u0003\u0000\u0002\u0002(",
                "220 mail ready\r\n",
                "{}\n\n"
            })
    void aServerThatDoesNotSpeakHttp(String words) throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.send(words);
        });

        assertUnavailable("answered /init with something that is not HTTP");
    }

    @Test
    void aServerThatSaysNothingAtAll() throws Exception {
        container = new ScriptedContainer(Wire::request);

        assertUnavailable("closed the connection without an answer to /init");
    }

    @Test
    void aHeaderWithoutEnd() throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        });

        assertUnavailable("answered /init with too large a header");
    }

    @Test
    void aPortThatDoesNotSpeakTls() throws Exception {
        container = new ScriptedContainer(wire -> {
            wire.character();
            wire.answer(400, "");
        });

        assertThat(invoke(URI.create("https://127.0.0.1:" + container.port()), 1))
                .isEqualTo(new Outcome.Unavailable(
                        "the container at 127.0.0.1:" + container.port() + " does not speak TLS"));
    }

    @Test
    void anInterimAnswerThatSwitchesTheProtocolIsTheFunctionsFailure() throws Exception {
        container = new ScriptedContainer(wire -> {
            while (wire.request().equals("/init")) {
                wire.answer(404, "");
            }
            wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
        });

        assertThat(invoke(container.url(), 1))
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "the container answered 101"));
    }

    private void assertUnavailable(String what) throws Exception {
        assertThat(invoke(container.url(), 1))
                .isEqualTo(new Outcome.Unavailable("the container at 127.0.0.1:" + container.port() + " " + what));
    }

    private static InetAddress[] addresses(String... all) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[all.length];
        for (int i = 0; i < all.length; i++) {
            addresses[i] = InetAddress.getByName(all[i]);
        }
        return addresses;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome invoke(URI url, int number) throws Exception {
        return start(url, number).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> start(URI url, int number) {
        FunctionDefinition function =
                Definitions.function(new RuntimeDefinition.Container(url), Duration.ofSeconds(20), 1_000);
        return runtime.invoke(
                function,
                (RuntimeDefinition.Container) function.runtime(),
                Definitions.attempt(function, number, "{}"),
                new FunctionLog());
    }
}
