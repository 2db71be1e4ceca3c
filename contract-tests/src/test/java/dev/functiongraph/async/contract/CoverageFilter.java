package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks every answer against the contract and remembers it; when all tests of a class have run, in whatever order, fails
 * if something of the contract was not seen.
 */
final class CoverageFilter extends ContractFilter implements AfterAllCallback {
    private final Coverage coverage = new Coverage();
    private final Set<String> excused;

    /** @param excused what the class need not provoke */
    CoverageFilter(Set<String> excused) {
        this.excused = excused;
    }

    @Override
    void saw(byte[] sent, Answer answer) {
        super.saw(sent, answer);
        coverage.add(Spec.INVOKE, sent, answer);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(coverage.gaps(Spec.CONTRACT, excused))
                .as("what openapi.yaml documents and no test of %s provokes", context.getDisplayName())
                .isEmpty();
    }
}
