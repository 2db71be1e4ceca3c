package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agreement of server and schemas: exactly the queries that the schemas permit are accepted. */
class QueryAgreementTest {
    private static final int CASES = 1_000;
    private static final Map<String, List<String>> RIGHT = new TreeMap<>(Map.of(
            "request_id",
            List.of("e834cb5b-1b2b-4c6b-b41c-8bd10fd41826", "E834CB5B-1B2B-4C6B-B41C-8BD10FD41826"),
            "status",
            List.of("WAIT", "RUNNING", "SUCCESS", "FAIL", "DISCARD"),
            "query_begin_time",
            List.of(
                    "2026-01-02T03:04:05",
                    "2026-01-02T03:04:05Z",
                    "2026-01-02T03:04:05.6Z",
                    "0000-02-29T00:00:00",
                    "2026-11-28T12:54:32.74982705%2B08:00"),
            "query_end_time",
            List.of(
                    "2026-01-02T03%3A04%3A05",
                    "9999-12-31T23:59:59.999999999Z", "2026-01-02T03:04:05.006", "2026-01-02T03:04:05-17:30"),
            "limit",
            List.of("1", "100", "500", "007"),
            "marker",
            List.of("0", "1", "4711", "9223372036854775807")));
    private static final Map<String, List<String>> WRONG = new TreeMap<>(Map.of(
            "request_id",
            List.of("1", "e834cb5b1b2b4c6bb41c8bd10fd41826", "e834cb5b-1b2b-4c6b-b41c-8bd10fd4182g", "null"),
            "status",
            List.of("wait", "PENDING", "WAIT%20", "WAIT,FAIL", "0"),
            "query_begin_time",
            List.of(
                    "2026-01-02",
                    "now",
                    "2026-01-02T03:04:05%2B24:00",
                    "2026-01-02T03:04:05-0800",
                    "2026-01-02t03:04:05z",
                    "26-01-02T03:04:05"),
            "query_end_time",
            List.of("2026-01-02T03:04", "2026-01-02%2003:04:05", "2026-01-02T03:04:05.Z", "1767323045"),
            "limit",
            List.of("0", "501", "-1", "1.0", "1e2", "many", "%201", "99999999999"),
            "marker",
            List.of("-1", "9223372036854775808", "1.5", "first", "0x1")));

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @Test
    void onGeneratedQueriesRightAndNearlyRight() throws IOException {
        Random random = Seed.random();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String target = Spec.path(Spec.LIST, Spec.TEST) + query(random);
            List<String> wrong =
                    RequestChecker.mismatches(Spec.LIST, new Request("GET", target, Headers.of(), new byte[0]));
            RawAnswer answer = SERVER.raw("GET " + target + " HTTP/1.1\r\n" + SERVER.host() + "\r\n");
            assertThat(answer.conforming(Spec.LIST).status())
                    .as(
                            "seed %d, case %d: <%s> is answered %s; the contract: %s",
                            Seed.VALUE, i, target, answer.text(), wrong)
                    .isEqualTo(wrong.isEmpty() ? 200 : 400);
            answers.add(answer.status());
        }
        assertThat(answers).containsOnly(200, 400);
        assertThat(answers.stream().filter(status -> status == 200).count()).isBetween(CASES / 5L, CASES * 4 / 5L);
    }

    private static String query(Random random) {
        String query = RIGHT.keySet().stream()
                .filter(name -> random.nextInt(3) == 0)
                .map(name -> name + "=" + one(random.nextInt(4) == 0 ? WRONG.get(name) : RIGHT.get(name), random))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
