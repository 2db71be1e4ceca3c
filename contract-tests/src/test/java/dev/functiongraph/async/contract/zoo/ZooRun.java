package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A run of the kit against one member of the zoo. */
record ZooRun(
        Selection selection,
        UnaryOperator<Map<String, Check>> changed,
        Duration timeout,
        Duration allowance,
        long seed) {

    /** What a correct member shall pass. */
    static ZooRun all() {
        return new ZooRun(
                Selection.ALL, checks -> checks, ServerSettings.DEFAULT_TIMEOUT, ClientSettings.DEFAULT_ALLOWANCE, 1);
    }

    /** What a faulty member shall fail; one that does not answer is not waited for as long. */
    static ZooRun only(String... requirements) {
        return new ZooRun(
                new Selection(List.of(requirements), List.of()),
                checks -> checks,
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                1);
    }

    /** With other checks than the kit's. */
    ZooRun changing(UnaryOperator<Map<String, Check>> other) {
        return new ZooRun(selection, other, timeout, allowance, seed);
    }

    ZooRun withTimeout(Duration other) {
        return new ZooRun(selection, changed, other, allowance, seed);
    }

    ZooRun withSeed(long other) {
        return new ZooRun(selection, changed, timeout, allowance, other);
    }

    Result of(ServerSpecimen specimen) throws Exception {
        try (ZooServer server = specimen.start()) {
            ServerSettings settings = ServerSettings.of(server.uri())
                    .withTarget(new Target(server.uri(), timeout))
                    .withSeed(seed)
                    .withCases(10);
            if (specimen.token().isPresent()) {
                settings = settings.withToken(specimen.token().get());
            }
            if (specimen.key().isPresent()) {
                settings = settings.withKey(specimen.key().get());
            }
            if (specimen.anyJsonEvents()) {
                settings = settings.withAnyJsonEvents();
            }
            return new ServerConformance(settings, changed).run(selection, KnownFailures.NONE, Progress.NONE);
        }
    }

    Result of(ClientSpecimen specimen) throws Exception {
        ClientSettings settings = ClientSettings.of(specimen.client().get(), specimen.peculiarity())
                .withSeed(seed)
                .withAllowance(allowance);
        return new ClientConformance(settings, changed).run(selection, KnownFailures.NONE, Progress.NONE);
    }

    /** Nothing but passed and not applicable. */
    static void assertPasses(Result result) {
        List<String> complaints = result.verdicts().stream()
                .filter(verdict ->
                        !Set.of(Outcome.PASSED, Outcome.NOT_APPLICABLE).contains(verdict.outcome()))
                .map(ZooRun::complaint)
                .toList();
        assertThat(complaints).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    private static String complaint(Verdict verdict) {
        return verdict.requirement().id() + " " + verdict.outcome() + " " + verdict.note()
                + verdict.mismatches().stream()
                        .limit(3)
                        .map(mismatch -> "\n  " + mismatch.expected() + " / " + mismatch.actual())
                        .collect(Collectors.joining());
    }
}
