package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request at the same time, the answer is the first one in the contract's order. */
class PrecedenceTest {

    /** What can be wrong, in the contract's order, and in which part of a request. */
    private enum Fault {
        NO_TOKEN(401, "token"),
        ANOTHER_PROJECTS_TOKEN(403, "token"),
        TOO_LARGE(413, "length"),
        NO_JSON(415, "type"),
        EXCLUDES_JSON(406, "accept"),
        MALFORMED_EVENT(400, "event"),
        MALFORMED_URN(400, "urn"),
        ABSENT(404, "urn"),
        DISABLED(429, "urn");

        final int status;
        final String part;

        Fault(int status, String part) {
            this.status = status;
            this.part = part;
        }
    }

    /** It answers 503 to what is right, which shows that everything else is decided before. */
    @RegisterExtension
    static final TestServer SERVER = TestServer.open().demandingTokens().unableToStore();

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCombination")
    void the_first_fault_decides(List<Fault> faults) throws IOException {
        int first = faults.stream()
                .min(Comparator.naturalOrder())
                .map(fault -> fault.status)
                .orElse(503);
        assertThat(SERVER.raw(request(faults)).conforming().status()).isEqualTo(first);
    }

    @Test
    void the_order_is_the_one_that_the_contract_tells() {
        String order = Stream.concat(Arrays.stream(Fault.values()).map(fault -> fault.status), Stream.of(503))
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        assertThat(Spec.INVOKE.description()).contains("Problems are decided in this order: " + order + ".");
    }

    /** All sets of faults in which each part of the request has at most one. */
    static Stream<List<Fault>> everyCombination() {
        Fault[] all = Fault.values();
        return IntStream.range(0, 1 << all.length)
                .mapToObj(set -> IntStream.range(0, all.length)
                        .filter(i -> (set & 1 << i) != 0)
                        .mapToObj(i -> all[i])
                        .toList())
                .filter(faults ->
                        faults.stream().map(fault -> fault.part).distinct().count() == faults.size());
    }

    private static String request(List<Fault> faults) {
        String event = faults.contains(Fault.MALFORMED_EVENT) ? "[]" : "{}";
        // Larger than the limit by what it declares; the rest of it is never sent.
        int length = faults.contains(Fault.TOO_LARGE) ? 262_145 : event.getBytes(StandardCharsets.UTF_8).length;
        return "POST " + Spec.path(urn(faults)) + " HTTP/1.1\r\n" + SERVER.host() + token(faults)
                + "Accept: " + (faults.contains(Fault.EXCLUDES_JSON) ? "text/html" : "application/json") + "\r\n"
                + "Content-Type: " + (faults.contains(Fault.NO_JSON) ? "text/plain" : "application/json") + "\r\n"
                + "Content-Length: " + length + "\r\n\r\n" + event;
    }

    private static String urn(List<Fault> faults) {
        if (faults.contains(Fault.MALFORMED_URN)) {
            return "9";
        }
        if (faults.contains(Fault.ABSENT)) {
            return Spec.ABSENT;
        }
        return faults.contains(Fault.DISABLED) ? Spec.DISABLED : Spec.TEST;
    }

    private static String token(List<Fault> faults) {
        if (faults.contains(Fault.NO_TOKEN)) {
            return "";
        }
        boolean foreign = faults.contains(Fault.ANOTHER_PROJECTS_TOKEN);
        return "X-Auth-Token: " + (foreign ? TestServer.OTHER_TOKEN : TestServer.TOKEN) + "\r\n";
    }
}
