package dev.functiongraph.async.contract.report;

import java.util.List;
import java.util.Locale;

/**
 * Everything that a report says, without secrets and without harmful characters. {@code report.json} is this record,
 * field by field; within a version of the kit's major number its fields keep their names and their meaning, and more
 * may come.
 *
 * @param kit the kit's version; empty if it is not packaged
 * @param contract the version of the contract
 * @param side {@code server} or {@code client}
 * @param subject what was checked: a URL or a command
 * @param started when the run began, in UTC
 * @param command the kit's command that repeats the run
 * @param functions that the run used; none for a client
 * @param conclusion {@code conformant}, {@code not conformant} or {@code inconclusive}
 * @param exitCode 0, 1 or 2, in the same order
 * @param seed hexadecimal; decides everything that was generated
 * @param durationMillis of all checks together
 * @param limit what made the run find less than one with the defaults; empty if nothing did
 * @param required how many requirements the contract has for this side, checked or not
 * @param causes what the requirements that did not pass have in common; first those that most of them have
 * @param groups the requirements that were checked, in the order of the register
 */
public record Report(
        String kit,
        String contract,
        String side,
        String subject,
        String started,
        String command,
        List<NamedFunction> functions,
        String conclusion,
        int exitCode,
        String seed,
        long durationMillis,
        Totals totals,
        Coverage coverage,
        String limit,
        int required,
        List<Cause> causes,
        List<Group> groups) {

    /** The conclusion for people; it claims no more than was checked. */
    String headline() {
        return isPartial() && exitCode == 0 ? conclusion + " in what was checked" : conclusion;
    }

    int checked() {
        return groups.stream().mapToInt(Group::count).sum();
    }

    boolean isPartial() {
        return checked() < required;
    }

    /** The requirements with this outcome. */
    List<String> ids(String outcome) {
        return groups.stream()
                .flatMap(group -> group.requirements().stream())
                .filter(entry -> entry.outcome().equals(outcome))
                .map(Entry::id)
                .toList();
    }

    boolean hasFunctions() {
        return !functions.isEmpty();
    }

    boolean hasCauses() {
        return !causes.isEmpty();
    }

    String seconds() {
        return String.format(Locale.ROOT, "%.1f", durationMillis / 1000.0);
    }

    /** The number of requirements with each outcome. {@code unexpectedlyPassed} are known failures that passed. */
    public record Totals(
            long passed,
            long failed,
            long warnings,
            long knownFailures,
            long unexpectedlyPassed,
            long couldNotRun,
            long notApplicable) {
        String warningsWord() {
            return warnings == 1 ? "warning" : "warnings";
        }

        String knownFailuresWord() {
            return knownFailures == 1 ? "known failure" : "known failures";
        }
    }

    /** @param role {@code enabled}, {@code disabled} or {@code absent} */
    public record NamedFunction(String role, String urn) {}

    /**
     * A cause for which requirements did not pass.
     *
     * @param outcome theirs
     * @param expected and {@code actual}: as the first of them shows; {@code expected} is empty where there was nothing
     *     to compare
     * @param requirements their ids
     */
    public record Cause(String outcome, String expected, String actual, List<String> requirements) {
        int count() {
            return requirements.size();
        }

        /** A name for style sheets. */
        String kind() {
            return outcome.replace(' ', '-');
        }
    }

    /**
     * Requirements whose ids start with the same word.
     *
     * @param passed how many of them
     */
    public record Group(String name, long passed, List<Entry> requirements) {
        int count() {
            return requirements.size();
        }

        /** Their outcomes; requirements that do not apply are counted separately. */
        String share() {
            long inapplicable = requirements.stream()
                    .filter(entry -> entry.outcome().equals("not applicable"))
                    .count();
            String rest = inapplicable == 0 ? "" : inapplicable + " not applicable";
            return inapplicable == count()
                    ? rest
                    : passed + " of " + (count() - inapplicable) + " passed" + (rest.isEmpty() ? "" : ", " + rest);
        }
    }

    /**
     * One requirement.
     *
     * @param level {@code must} or {@code should}
     * @param outcome {@code passed}, {@code failed}, {@code warning}, {@code known failure}, {@code unexpectedly
     *     passed}, {@code could not run} or {@code not applicable}
     * @param note why it could not run, is not applicable, or is known to fail; otherwise empty
     * @param cases how many cases were judged
     * @param mismatches at most {@value ReportBuilder#MOST_MISMATCHES} of them
     * @param moreMismatches how many were left out
     * @param again the kit's command that checks it again; empty if nothing was found
     */
    public record Entry(
            String id,
            String level,
            String demand,
            String source,
            String outcome,
            String note,
            int cases,
            long durationMillis,
            List<Finding> mismatches,
            int moreMismatches,
            String again) {

        String judged() {
            return cases + (cases == 1 ? " case" : " cases");
        }

        /** A name for style sheets. */
        String kind() {
            return outcome.replace(' ', '-');
        }
    }

    /**
     * One mismatch.
     *
     * @param call what a client was asked to do, as it finds it in its environment; empty for a server
     * @param sent and {@code received}: the messages, shortened; empty where it lies in no single exchange
     * @param replay the command that sends the request again; empty where there is none
     */
    public record Finding(String expected, String actual, String call, String sent, String received, String replay) {}

    /**
     * The coverage of the contract.
     *
     * @param percent of what can be provoked
     * @param provokable how many items a black box can provoke, {@code seen} or not
     * @param notProvokable the statuses that were not seen and cannot be provoked
     */
    public record Coverage(
            int percent,
            long seen,
            long provokable,
            List<String> missing,
            List<String> notProvokable,
            List<CoveredOperation> operations) {
        String notProvokableText() {
            return String.join(", ", notProvokable);
        }
    }

    /** @param operation its id in the contract */
    public record CoveredOperation(String operation, List<CoveredItem> items) {
        long seenCount() {
            return items.stream().filter(item -> item.state().equals("seen")).count();
        }

        long provokableCount() {
            return items.stream().filter(item -> item.reason().isEmpty()).count();
        }
    }

    /**
     * One thing of the contract.
     *
     * @param kind {@code operation}, {@code request type}, {@code broken keyword}, {@code status}, {@code answer type}
     *     or {@code header}
     * @param state {@code seen}, {@code missing} or {@code not provokable}
     * @param reason why it is not provokable; otherwise empty
     */
    public record CoveredItem(String kind, String name, String state, String reason) {
        /** A name for style sheets. */
        String kindOfState() {
            return state.equals("not provokable") ? "unprovokable" : state;
        }
    }
}
