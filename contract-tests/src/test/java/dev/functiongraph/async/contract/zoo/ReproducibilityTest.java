package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A run can be repeated by its seed. */
class ReproducibilityTest {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}(:|%3A)\\d{2}(:|%3A)\\d{2}(\\.\\d+)?");

    @Test
    void theSameSeedSendsTheSameBytesAndAnotherSeedOthers() throws Exception {
        try (ZooServer server = ServerSpecimen.of("", "nothing unusual").start()) {
            List<String> first = sent(server, 7);
            assertThat(sent(server, 7)).isEqualTo(first);
            assertThat(sent(server, 8)).isNotEqualTo(first);
        }
    }

    /** Each message, but for ids that the server gave and the time of day. */
    private static List<String> sent(ZooServer server, long seed) throws Exception {
        ServerSettings settings = ServerSettings.of(server.uri()).withSeed(seed).withCases(10);
        List<Exchange> exchanges = new ServerConformance(settings)
                .run(Selection.ALL, KnownFailures.NONE, Progress.NONE)
                .exchanges();
        StringBuilder given = new StringBuilder();
        List<String> messages = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            String sent = new String(exchange.bytes(), StandardCharsets.ISO_8859_1);
            String masked = UUID.matcher(sent).replaceAll(id -> given.indexOf(id.group()) < 0 ? id.group() : "given");
            messages.add(exchange.purpose() + " " + TIME.matcher(masked).replaceAll("time"));
            exchange.received()
                    .ifPresent(received -> given.append(new String(received.bytes(), StandardCharsets.ISO_8859_1)));
        }
        // Some are sent at the same time, and recorded in the order of their answers.
        Collections.sort(messages);
        return messages;
    }
}
