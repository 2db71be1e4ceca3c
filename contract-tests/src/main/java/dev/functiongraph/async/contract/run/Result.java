package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The result of a run.
 *
 * @param contract the version of the contract
 * @param subject what was checked: a URL or a command
 * @param seed decides everything that was generated
 * @param started when the first check began
 * @param exchanges in the order in which they took place
 */
public record Result(
        String contract, String subject, long seed, Instant started, List<Verdict> verdicts, List<Exchange> exchanges) {

    public Result {
        verdicts = List.copyOf(verdicts);
        exchanges = List.copyOf(exchanges);
    }

    /** The result of a run that could not begin, for one reason. */
    public static Result notBegun(
            String contract, String subject, long seed, List<Requirement> requirements, String reason) {
        List<Verdict> verdicts = requirements.stream()
                .map(requirement ->
                        new Verdict(requirement, Outcome.COULD_NOT_RUN, List.of(), reason, 0, Duration.ZERO))
                .toList();
        return new Result(contract, subject, seed, Instant.now(), verdicts, List.of());
    }

    /** The number of verdicts with this outcome. */
    public long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    /** 0 conformant, 1 not, 2 if nothing failed but something could not be run. */
    public int exitCode() {
        if (verdicts.stream().anyMatch(Verdict::breaks)) {
            return 1;
        }
        return count(Outcome.COULD_NOT_RUN) > 0 ? 2 : 0;
    }
}
