package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.AnswerChecker;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.UUID;

/** The contract, with short names for what these tests use. */
final class Spec {
    static final Contract CONTRACT = Contract.fromClassPath();
    static final Operation INVOKE = CONTRACT.operation(OperationId.INVOKE);
    static final Operation LIST = CONTRACT.operation(OperationId.LIST);
    static final Operation CANCEL = CONTRACT.operation(OperationId.CANCEL);

    static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    static final String OTHER_PROJECT = "00000000000000000000000000000000";

    /** Of the demo catalog: one function that runs, and one that is disabled. */
    static final String TEST = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:latest";

    static final String DISABLED = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:disabled:latest";

    /** A version that the demo catalog's function does not have. */
    static final String ABSENT = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:v9";

    /** Of the contract's examples: no invocation of a server has it. */
    static final UUID NOBODYS_ID = UUID.fromString("e834cb5b-1b2b-4c6b-b41c-8bd10fd41826");

    private Spec() {}

    /** Of the operation that most of these tests are about. */
    static String path(String urn) {
        return path(PROJECT, urn);
    }

    static String path(String project, String urn) {
        return path(INVOKE, project, urn);
    }

    static String path(Operation operation, String urn) {
        return path(operation, PROJECT, urn);
    }

    static String path(Operation operation, String project, String urn) {
        return operation.path().replace("{project_id}", project).replace("{function_urn}", urn);
    }

    /** The answer itself, if it is exactly as documented. */
    static Answer conforming(Answer answer) {
        return conforming(INVOKE, answer);
    }

    static Answer conforming(Operation operation, Answer answer) {
        assertThat(AnswerChecker.mismatches(operation, answer))
                .as("%s: %s", operation, answer)
                .isEmpty();
        return answer;
    }
}
