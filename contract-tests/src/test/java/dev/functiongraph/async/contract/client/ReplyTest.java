package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.functiongraph.async.contract.register.Level;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Runner;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference server's answers, compared with the contract. */
class ReplyTest {
    private static final Contract CONTRACT = Contract.fromClassPath();

    @Test
    void everyAnswerThatIsToBeDocumentedIs() {
        ClientChecks.of(1).values().stream()
                .flatMap(check -> check.trials().stream())
                .forEach(trial -> {
                    Operation operation = CONTRACT.operation(trial.call().operation());
                    trial.script()
                            .forEach(reply -> assertThatCode(() -> reply.check(operation))
                                    .as(trial.id())
                                    .doesNotThrowAnyException());
                });
    }

    @Test
    void anAnswerThatIsNotIsRefused() {
        Reply wrong = new Replies(1).of("x", OperationId.INVOKE, 202).withBody("{\"request_id\":\"no UUID\"}");

        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.check(CONTRACT.operation(OperationId.INVOKE)))
                .withMessageContaining("uuid");
    }

    @Test
    void aFaultOfTheReferenceServerIsNotTheClients() throws Exception {
        ClientCase call = ClientCase.invoke("x");
        Trial trial = Trial.of(call, new Replies(1).success(call).withBody("{}"));
        ClientUnderTest client = (base, asked, limit) -> ClientReport.parse("{\"outcome\":\"failed\"}");
        ClientCheck check = new ClientCheck("r", List.of(trial), (conversation, expectation) -> expectation.sentOnce());
        try (TrialRunner stage = new TrialRunner(ClientSettings.of(client, "none"), new Recorder())) {
            Runner runner =
                    new Runner(Map.of("r", findings -> check.run(stage, findings)), KnownFailures.NONE, Progress.NONE);
            List<Verdict> verdicts =
                    runner.run(List.of(new Requirement("r", Side.CLIENT, Level.MUST, "1.2.0", "", "", "")));

            assertThat(verdicts).singleElement().satisfies(verdict -> {
                assertThat(verdict.outcome()).isEqualTo(Outcome.COULD_NOT_RUN);
                assertThat(verdict.note()).contains("a bug in this kit", "the reference server");
            });
        }
    }
}
