package dev.functiongraph.async.contract.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.coverage.Item.Kind;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The coverage of the contract: each part counts once, and as seen only if it was seen. */
class ContractCoverageTest {
    private static final String TO = "/v2/p/fgs/functions/f/";

    private final Contract contract = Contract.fromClassPath();

    @Test
    void nothingIsSeenOfARunThatDidNothing() {
        ContractCoverage coverage = ContractCoverage.ofServer(contract, "", false, List.of());
        assertThat(coverage.seen()).isZero();
        assertThat(coverage.percent()).isZero();
        assertThat(coverage.gaps())
                .hasSize((int) coverage.provokable())
                .extracting(Item::toString)
                .contains(
                        "asyncInvokeFunction",
                        "asyncInvokeFunction request application/json",
                        "asyncInvokeFunction breaking #/components/parameters/ProjectId/schema/pattern",
                        "asyncInvokeFunction breaking #/components/schemas/InvocationEvent/additionalProperties/type",
                        "asyncInvokeFunction 429",
                        "asyncInvokeFunction 429 application/json",
                        "asyncInvokeFunction 429 X-Request-Id",
                        "listAsyncInvocations breaking #/components/schemas/QueryTime/maxLength",
                        "listAsyncInvocations breaking #/components/schemas/InvocationStatus/enum",
                        "cancelAsyncInvocation breaking #/components/schemas/CancelRequest/properties/type/enum",
                        "cancelAsyncInvocation breaking #/components/schemas/CancelRequest/required")
                .anyMatch(item ->
                        item.matches("listAsyncInvocations breaking #/paths/.*/get/parameters/6/schema/maximum"))
                .doesNotContain("asyncInvokeFunction 500", "asyncInvokeFunction 401");
    }

    @Test
    void whatNoBlackBoxCanProvokeIsNamedWithItsReason() {
        assertThat(ContractCoverage.ofServer(contract, "", false, List.of()).unprovokableStatuses())
                .containsOnlyKeys("401", "403", "500", "503")
                .containsEntry("401", "only with --token or --ak");
        assertThat(ContractCoverage.ofServer(contract, "", true, List.of()).unprovokableStatuses())
                .containsOnlyKeys("500", "503");
        assertThat(ContractCoverage.ofClient(contract, List.of()).unprovokableStatuses())
                .isEmpty();
        assertThat(ContractCoverage.ofServer(contract, "", false, List.of())
                        .reason(new Item(
                                "asyncInvokeFunction",
                                Kind.BROKEN_KEYWORD,
                                "#/components/parameters/ProjectId/schema/type")))
                .isEqualTo("every value is a string");
        assertThat(ContractCoverage.ofServer(contract, "", false, List.of()).gaps())
                .extracting(Item::name)
                .noneMatch(name -> name.endsWith("/parameters/6/schema/format"))
                .anyMatch(name -> name.endsWith("/parameters/7/schema/format"));
    }

    @Test
    void anExchangeShowsItsOperationItsMediaTypesItsStatusAndItsHeaders() {
        ContractCoverage coverage = ContractCoverage.ofServer(
                contract, "/base", false, List.of(exchange("/base" + TO + "invocations-async", "", 202)));
        assertThat(coverage.items().stream().filter(coverage::isSeen))
                .extracting(Item::toString)
                .containsExactlyInAnyOrder(
                        "asyncInvokeFunction",
                        "asyncInvokeFunction request application/json",
                        "asyncInvokeFunction 202",
                        "asyncInvokeFunction 202 application/json",
                        "asyncInvokeFunction 202 X-Request-Id");
    }

    @Test
    void whatCannotBeProvokedCountsWhenItWasSeenAllTheSame() {
        Exchange unavailable = exchange(TO + "invocations-async", "", 503);
        ContractCoverage coverage = ContractCoverage.ofServer(contract, "", false, List.of(unavailable));
        assertThat(coverage.unprovokableStatuses()).containsKeys("503");
        assertThat(coverage.isSeen(new Item("asyncInvokeFunction", Kind.STATUS, "503")))
                .isTrue();
        assertThat(coverage.reason(new Item("asyncInvokeFunction", Kind.STATUS, "503")))
                .isEmpty();
    }

    @Test
    void aKeywordIsNamedByItsPlaceInTheContract() {
        SpecNode schema = contract.operation(OperationId.INVOKE).requestSchema();
        String keyword = schema.keyword("type");
        assertThat(keyword).isEqualTo("#/components/schemas/InvocationEvent/type");
        ContractCoverage coverage = ContractCoverage.ofServer(
                contract,
                "",
                false,
                List.of(exchange(TO + "invocations-async", keyword, 400), exchange(TO + "cancel", keyword, 400)));
        assertThat(coverage.isSeen(new Item("asyncInvokeFunction", Kind.BROKEN_KEYWORD, keyword)))
                .isTrue();
        assertThat(coverage.unknownKeywords()).containsExactly("cancelAsyncInvocation breaking " + keyword);
    }

    private static Exchange exchange(String target, String breaks, int status) {
        Message sent = Message.of("POST", target)
                .with("Content-Type", "Application/JSON; charset=utf-8")
                .withBody("{}");
        Headers headers = Headers.of("x-request-id", "1", "Content-Type", "application/json");
        Received received = new Received(
                "HTTP/1.1 " + status,
                new Answer(status, headers, new byte[0]),
                List.of(),
                List.of(),
                new byte[0],
                new byte[0]);
        return new Exchange("id", sent, sent.bytes(), false, breaks, true, Optional.of(received), Optional.empty());
    }
}
