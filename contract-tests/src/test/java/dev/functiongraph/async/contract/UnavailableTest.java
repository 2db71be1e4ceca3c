package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server whose store refuses every write. */
class UnavailableTest {
    private static final int WAITING_ALREADY = 1;

    @RegisterExtension
    static final ServerExtension FULL = ServerExtension.open().unableToStore();

    @Test
    void whatIsAnsweredWith503IsNotQueued() throws IOException, SQLException {
        RawAnswer answer =
                FULL.raw("POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n" + FULL.host() + "Content-Length: 0\r\n\r\n");

        assertThat(answer.conforming().status()).isEqualTo(503);
        assertThat(answer.text()).contains("the store cannot be used");
        try (Store store = FULL.store()) {
            assertThat(store.invocations()).isEqualTo(WAITING_ALREADY);
        }
    }

    @Test
    void whatCouldNotBeCanceledIsAsItWas() throws IOException, SQLException {
        byte[] body = ("{\"request_id\":\"" + FULL.waiting() + "\"}").getBytes(StandardCharsets.UTF_8);
        RawAnswer answer = FULL.raw(
                "POST " + Spec.path(Spec.CANCEL, Spec.DISABLED) + " HTTP/1.1\r\n" + FULL.host() + "Content-Length: "
                        + body.length + "\r\n\r\n",
                body);

        assertThat(answer.conforming(Spec.CANCEL).status()).isEqualTo(503);
        try (Store store = FULL.store()) {
            assertThat(store.status(FULL.waiting())).isEqualTo("WAIT");
        }
    }

    @Test
    void itSaysAfterHowManySecondsSendingAgainMayHelp() throws IOException {
        RawAnswer answer =
                FULL.raw("POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n" + FULL.host() + "Content-Length: 0\r\n\r\n");

        assertThat(answer.answer().headers().first("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    }
}
