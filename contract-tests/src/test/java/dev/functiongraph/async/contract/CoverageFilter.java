package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks every answer against the contract and remembers it; when all tests of a class have run, in whatever order, fails
 * if something of one operation was not seen.
 */
final class CoverageFilter extends ContractFilter implements AfterAllCallback {
    private final Coverage coverage = new Coverage();
    private final Operation operation;
    private final Set<String> excused;

    /** @param also what the operation's tests need not provoke, besides a fault: no request provokes one of the server */
    CoverageFilter(Operation operation, String... also) {
        this.operation = operation;
        this.excused = Stream.concat(Stream.of("500"), Stream.of(also))
                .map(what -> operation.id() + " " + what)
                .collect(Collectors.toSet());
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
