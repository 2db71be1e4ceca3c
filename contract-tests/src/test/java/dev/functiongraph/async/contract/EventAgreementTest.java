package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agreement of server and schema: exactly the bodies that the schema permits are accepted. */
class EventAgreementTest {
    private static final int CASES = 1_000;

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @Test
    void onGeneratedBodiesRightAndNearlyRight() throws IOException {
        RandomBodies bodies = new RandomBodies(Seed.random());
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String body = bodies.next();
            List<String> wrong = RequestChecker.mismatches(Spec.INVOKE, request(body));
            RawAnswer answer = SERVER.raw(
                    "POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n" + SERVER.host() + "Content-Length: "
                            + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n",
                    body.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.conforming().status())
                    .as(
                            "seed %d, case %d: <%s> is answered %s; the contract: %s",
                            Seed.VALUE, i, body, answer.text(), wrong)
                    .isEqualTo(wrong.isEmpty() ? 202 : 400);
            answers.add(answer.status());
        }
        assertThat(answers).containsOnly(202, 400);
        assertThat(answers.stream().filter(status -> status == 202).count()).isBetween(CASES / 5L, CASES * 4 / 5L);
    }

    private static Request request(String body) {
        return new Request("POST", Spec.path(Spec.TEST), Headers.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
