package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Operation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks every answer against the contract and remembers it; when all tests of a class have run, in whatever order,
 * fails if something of one operation was not seen.
 */
final class CoverageFilter extends ContractFilter implements AfterAllCallback {
    private final Coverage coverage = new Coverage();
    private final Operation operation;
    private final Set<String> excused;

    /** No request provokes a fault of the server, which is excused for that. The client is shown one by a stub. */
    CoverageFilter(Operation operation) {
        this.operation = operation;
        this.excused = Set.of(operation.id() + " 500");
    }

    @Override
    void saw(Operation answered, byte[] sent, Answer answer) {
        super.saw(answered, sent, answer);
        coverage.add(answered, sent, answer);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(coverage.gaps(List.of(operation), excused))
                .as("what openapi.yaml documents of %s and no test of %s provokes", operation, context.getDisplayName())
                .isEmpty();
    }
}
