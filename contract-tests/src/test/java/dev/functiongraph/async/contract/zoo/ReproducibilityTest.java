package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs that are repeated by their seed. */
@Tag("slow")
class ReproducibilityTest {
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}(:|%3A)\\d{2}(:|%3A)\\d{2}(\\.\\d+)?");

    /** Also ids that a check has made wrong. */
    private static final Pattern CANCELED = Pattern.compile("\"request_id\":\"[^\"]*\"");

    private static final Pattern MARKER = Pattern.compile("marker=[1-9]\\d*");

    /** How many pages a listing has depends on what other checks send meanwhile. */
    private static final String FURTHER_PAGE = "marker=given";

    @Test
    void theSameSeedSendsTheSameBytesAndAnotherSeedOthers() throws Exception {
        Set<String> first = sent(7);
        assertThat(sent(7)).containsExactlyInAnyOrderElementsOf(first);
        assertThat(sent(8)).isNotEqualTo(first);
    }

    /**
     * Each message to a new server, but for what the server gave and the time of day; how often some ask again is its
     * affair.
     */
    private static Set<String> sent(long seed) throws Exception {
        try (ZooServer server = ServerSpecimen.of("", "nothing unusual").start()) {
            ServerSettings settings =
                    ServerSettings.of(server.uri()).withSeed(seed).withCases(10);
            Set<String> given = new HashSet<>();
            Set<String> messages = new TreeSet<>();
            for (Exchange exchange : new ServerConformance(settings)
                    .run(Selection.ALL, KnownFailures.NONE, Progress.NONE)
                    .exchanges()) {
                String sent = text(exchange.bytes()).replace(server.uri().getAuthority(), "server");
                if (exchange.purpose().equals("list.encoded-query")) {
                    sent = URLDecoder.decode(sent, StandardCharsets.ISO_8859_1);
                }
                String masked = UUID.matcher(sent)
                        .replaceAll(id -> given.contains(id.group().toLowerCase(Locale.ROOT)) ? "given" : id.group());
                masked = MARKER.matcher(masked).replaceAll("marker=given");
                if (exchange.purpose().startsWith("cancel.")) {
                    masked = CANCELED.matcher(masked).replaceAll("given");
                }
                if (!masked.contains(FURTHER_PAGE)) {
                    messages.add(exchange.purpose() + " " + TIME.matcher(masked).replaceAll("time"));
                }
                exchange.received()
                        .ifPresent(received ->
                                UUID.matcher(text(received.bytes())).results().forEach(id -> given.add(id.group())));
            }
            return messages;
        }
    }

    /** Without NULs, so that ids in UTF-16 and UTF-32 look like others. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}
