package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Operation;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests with several faults: the answer reports the one that comes first in the operation's order. */
class PrecedenceTest {

    /** What can be wrong, in the contract's order, and in which part of a request. */
    private enum Defect {
        NO_TOKEN(401, "token"),
        ANOTHER_PROJECTS_TOKEN(403, "token"),
        TOO_LARGE(413, "length"),
        NO_JSON(415, "type"),
        EXCLUDES_JSON(406, "accept"),
        MALFORMED_QUERY(400, "query"),
        MALFORMED_BODY(400, "body"),
        MALFORMED_URN(400, "urn"),
        ABSENT(404, "urn"),
        DISABLED(429, "urn");

        final int status;
        final String part;

        Defect(int status, String part) {
            this.status = status;
            this.part = part;
        }
    }

    /** Each operation with what can be wrong in its requests, and what its right one is answered with here. */
    private enum Order {
        INVOKE(Spec.INVOKE, Spec.TEST, 503, EnumSet.complementOf(EnumSet.of(Defect.MALFORMED_QUERY))),
        LIST(
                Spec.LIST,
                Spec.TEST,
                503,
                EnumSet.of(
                        Defect.NO_TOKEN,
                        Defect.ANOTHER_PROJECTS_TOKEN,
                        Defect.EXCLUDES_JSON,
                        Defect.MALFORMED_QUERY,
                        Defect.MALFORMED_URN,
                        Defect.ABSENT)),
        // That a function is disabled is no reason not to cancel what waits for it.
        CANCEL(
                Spec.CANCEL,
                Spec.DISABLED,
                503,
                EnumSet.complementOf(EnumSet.of(Defect.MALFORMED_QUERY, Defect.DISABLED)));

        final Operation operation;
        final String urn;
        final int otherwise;
        final Set<Defect> faults;

        Order(Operation operation, String urn, int otherwise, Set<Defect> faults) {
            this.operation = operation;
            this.urn = urn;
            this.otherwise = otherwise;
            this.faults = faults;
        }
    }

    /**
     * What is right is answered with 503, because this store does nothing: that shows that everything else is decided
     * before.
     */
    @RegisterExtension
    static final ServerExtension SERVER =
            ServerExtension.open().demandingCredentials().unableToStore();

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyCombination")
    void theFirstFaultDecides(Order order, List<Defect> faults) throws IOException {
        int first = faults.stream()
                .min(Comparator.naturalOrder())
                .map(fault -> fault.status)
                .orElse(order.otherwise);
        assertThat(SERVER.raw(request(order, faults))
                        .conforming(order.operation)
                        .status())
                .isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void theOrderIsTheOneThatTheContractTells(Order order) {
        String told = Stream.concat(order.faults.stream().map(fault -> fault.status), Stream.of(order.otherwise))
                .filter(status -> status >= 400)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        assertThat(order.operation.description()).contains("Errors are checked in this order: " + told + ".");
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerThatCanBeProvokedHasItsPlaceInTheOrder(Order order) {
        Set<Integer> placed = Stream.concat(
                        order.faults.stream().map(fault -> fault.status), Stream.of(order.otherwise))
                .collect(Collectors.toSet());
        assertThat(order.operation.statuses().stream().map(Integer::valueOf).filter(status -> status >= 400))
                .filteredOn(status -> status != 500)
                .allMatch(placed::contains);
    }

    /** For each operation all sets of faults in which each part of the request has at most one. */
    static Stream<Arguments> everyCombination() {
        return Stream.of(Order.values())
                .flatMap(order -> subsets(List.copyOf(order.faults))
                        .filter(PrecedenceTest::isPossible)
                        .map(faults -> Arguments.of(order, faults)));
    }

    private static Stream<List<Defect>> subsets(List<Defect> all) {
        return IntStream.range(0, 1 << all.size())
                .mapToObj(set -> IntStream.range(0, all.size())
                        .filter(i -> (set & 1 << i) != 0)
                        .mapToObj(all::get)
                        .toList());
    }

    private static boolean isPossible(Collection<Defect> faults) {
        return faults.stream().map(fault -> fault.part).distinct().count() == faults.size();
    }

    private static String request(Order order, List<Defect> faults) {
        String query = faults.contains(Defect.MALFORMED_QUERY) ? "?limit=0" : "";
        return order.operation.method() + " " + Spec.path(order.operation, urn(order, faults)) + query + " HTTP/1.1\r\n"
                + SERVER.host() + token(faults) + "Accept: "
                + (faults.contains(Defect.EXCLUDES_JSON) ? "text/html" : "application/json") + "\r\n"
                + body(order, faults);
    }

    private static String body(Order order, List<Defect> faults) {
        if (!order.operation.requestBody().exists()) {
            return "\r\n";
        }
        String right = order == Order.CANCEL ? Caller.cancelBody(SERVER.waiting()) : "{}";
        String body = faults.contains(Defect.MALFORMED_BODY) ? "[]" : right;
        // Larger than the limit by what it declares; the rest of it is never sent.
        int length = faults.contains(Defect.TOO_LARGE) ? 262_145 : body.length();
        return "Content-Type: " + (faults.contains(Defect.NO_JSON) ? "text/plain" : "application/json") + "\r\n"
                + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    private static String urn(Order order, List<Defect> faults) {
        if (faults.contains(Defect.MALFORMED_URN)) {
            return "9";
        }
        if (faults.contains(Defect.ABSENT)) {
            return Spec.ABSENT;
        }
        return faults.contains(Defect.DISABLED) ? Spec.DISABLED : order.urn;
    }

    private static String token(List<Defect> faults) {
        if (faults.contains(Defect.NO_TOKEN)) {
            return "";
        }
        boolean foreign = faults.contains(Defect.ANOTHER_PROJECTS_TOKEN);
        return "X-Auth-Token: " + (foreign ? ServerExtension.OTHER_TOKEN : ServerExtension.TOKEN) + "\r\n";
    }
}
