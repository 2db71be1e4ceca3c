package dev.functiongraph.async.contract.junit;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.report.Reports;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance check of a server as a test class: each requirement is one test. A check that could not run is an
 * error; warnings, known failures and requirements that are not applicable are aborted tests, with the reason.
 */
public interface ServerConformanceTest {

    /** The server, which runs when the tests do. */
    ServerSettings settings();

    /** The selected requirements; all unless this is overridden. */
    default Selection selection() {
        return Selection.ALL;
    }

    /** The version of the contract, such as {@code 1.1.0}; the newest one unless this is overridden. */
    default String contract() {
        return Register.current().contract();
    }

    /** None unless this is overridden. */
    default KnownFailures knownFailures() {
        return KnownFailures.NONE;
    }

    /** @throws CouldNotRunException if there is no such server, or it does not have the functions that were named */
    @TestFactory
    default Stream<DynamicTest> isTrueToTheContract() throws CouldNotRunException {
        ServerSettings settings = settings();
        ReportContext context = ReportContext.of(settings);
        Result result;
        try {
            result = new ServerConformance(settings)
                    .run(Register.of(contract()), selection(), knownFailures(), Progress.NONE);
        } catch (CouldNotRunException e) {
            throw new CouldNotRunException(context.harmless(String.valueOf(e.getMessage())));
        }
        Map<String, String> texts = new Reports(result, context, Optional.empty()).texts();
        return result.verdicts().stream()
                .map(verdict -> DynamicTest.dynamicTest(
                        verdict.requirement().id(),
                        () -> JunitVerdict.report(
                                verdict,
                                texts.getOrDefault(verdict.requirement().id(), ""))));
    }
}
