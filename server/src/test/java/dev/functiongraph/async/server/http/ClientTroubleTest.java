package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ClientTrouble.Kind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientTroubleTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 1234);

    private final AtomicLong nanoTime = new AtomicLong();
    private final ClientTrouble trouble = new ClientTrouble(nanoTime::get);

    @Test
    void theFirstOfAKindIsToldAtOnceAndTheOthersTogetherOnceAMinute() {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 1_000; i++) {
                trouble.happened(Kind.TOKEN, CLIENT);
            }
            trouble.happened(Kind.NO_TLS, CLIENT);
            assertThat(log.with("Refused "))
                    .containsExactly(
                            "WARN Refused a request with a token that is unknown, expired or revoked, from 192.0.2.1",
                            "WARN Refused a connection without TLS, from 192.0.2.1");

            after(Duration.ofSeconds(59));
            assertThat(log.with("Refused ")).hasSize(2);
            after(Duration.ofSeconds(1));
            assertThat(log.with(" more"))
                    .containsExactly("WARN Refused a request with a token that is unknown, expired or revoked, 999 more"
                            + " in a minute, the last from 192.0.2.1");
            after(Duration.ofMinutes(1));
            assertThat(log.with("Refused ")).hasSize(3);
        }
    }

    private void after(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        trouble.report();
    }
}
