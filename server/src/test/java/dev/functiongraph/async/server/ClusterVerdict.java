package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.Listing.Item;
import dev.functiongraph.async.server.TimedContainer.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The comparison of the callers' answers, the runs as the function saw them, the listing, and what happened. */
final class ClusterVerdict {
    private final Map<String, String> accepted = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> uncertain = new HashSet<>();
    private final Map<String, String> canceled = new HashMap<>();
    private final Set<String> cancelSent = new HashSet<>();
    private final Map<String, List<Run>> runs;
    private final Map<String, String> statuses = new HashMap<>();
    private final List<Incident> incidents;

    /**
     * What may let a run be repeated that succeeded.
     *
     * @param node the node that it happened to; empty: to all
     */
    record Incident(String what, String node, long start, long end) {
        boolean explains(Run earlier, Run later) {
            // What a paused node had claimed may reach the function after its repetition.
            long from = Math.min(earlier.start(), later.start());
            return (node.isEmpty() || node.equals(earlier.node())) && start <= later.start() && end >= from;
        }
    }

    ClusterVerdict(List<Callers> callers, Collection<Run> runs, List<Item> listed, List<Incident> incidents) {
        for (Callers one : callers) {
            assertThat(one.strange).as("answers other than 202, 500 and 503").isEmpty();
            accepted.putAll(one.accepted);
            refused.addAll(one.refused);
            uncertain.addAll(one.unanswered);
            uncertain.addAll(one.unknown);
            canceled.putAll(one.canceled);
            cancelSent.addAll(one.cancelSent);
        }
        assertThat(listed).as("still on their way").allMatch(Item::isEnded);
        listed.forEach(item -> assertThat(statuses.put(item.id(), item.status()))
                .as("%s is listed twice", item.id())
                .isNull());
        this.runs = runs.stream()
                .sorted(Comparator.comparingInt(Run::attempt).thenComparingLong(Run::start))
                .collect(Collectors.groupingBy(Run::id));
        this.incidents = incidents;
    }

    void holds() {
        everyAcceptedRequestHasItsOwnIdAndEndedInOneState();
        nothingWasInvented();
        theFunctionSawEverythingAtLeastOnce();
        runsOfOneAttemptNeverOverlap();
        whatRanTwiceHasAnIncidentThatExplainsIt();
        whatSuccessAndFailureSayIsTrue();
        assertThat(statuses).as("told of a cancellation").containsAllEntriesOf(canceled);
    }

    private void everyAcceptedRequestHasItsOwnIdAndEndedInOneState() {
        assertThat(new HashSet<>(accepted.values())).hasSameSizeAs(accepted.keySet());
        assertThat(statuses.keySet()).as("accepted and missing").containsAll(accepted.values());
    }

    /** A record that nobody has a 202 for belongs to a request whose outcome nobody was told, and only one does. */
    private void nothingWasInvented() {
        Set<String> unknown = new HashSet<>(statuses.keySet());
        unknown.removeAll(accepted.values());
        Set<String> events = new HashSet<>();
        for (String id : unknown) {
            assertThat(runs).as("nobody sent this, and no function saw it").containsKey(id);
            String event = runs.get(id).get(0).event();
            assertThat(uncertain).as("sent, and its outcome not told").contains(event);
            assertThat(events.add(event)).as("one request, two ids: %s", event).isTrue();
        }
        assertThat(statuses.keySet()).as("seen by the function, and not listed").containsAll(runs.keySet());
        runs.forEach((id, ofOne) -> assertThat(ofOne).allSatisfy(run -> {
            assertThat(refused).as("refused with 503, and run").doesNotContain(run.event());
            if (accepted.containsKey(run.event())) {
                assertThat(accepted).as("run under another id").containsEntry(run.event(), id);
            }
        }));
    }

    private void theFunctionSawEverythingAtLeastOnce() {
        Set<String> unseen = new HashSet<>(statuses.keySet());
        unseen.removeAll(runs.keySet());
        unseen.removeAll(cancelSent);
        assertThat(unseen)
                .as("accepted, not canceled, and never seen by the function")
                .isEmpty();
    }

    private void runsOfOneAttemptNeverOverlap() {
        runs.forEach((id, ofOne) -> {
            for (int i = 1; i < ofOne.size(); i++) {
                Run earlier = ofOne.get(i - 1);
                Run later = ofOne.get(i);
                if (earlier.attempt() == later.attempt()) {
                    assertThat(later.start()).as("runs of %s: %s", id, ofOne).isGreaterThanOrEqualTo(earlier.end());
                }
            }
        });
    }

    private void whatRanTwiceHasAnIncidentThatExplainsIt() {
        runs.forEach((id, ofOne) -> {
            for (int i = 1; i < ofOne.size(); i++) {
                Run earlier = ofOne.get(i - 1);
                Run later = ofOne.get(i);
                if (earlier.answer() != 500) {
                    assertThat(incidents)
                            .as("%s ran again, and nothing had happened: %s", id, ofOne)
                            .anyMatch(incident -> incident.explains(earlier, later));
                }
            }
        });
    }

    /** Of the attempts the last one counts: the others had lost their lease, or were to be repeated. */
    private void whatSuccessAndFailureSayIsTrue() {
        runs.forEach((id, ofOne) -> {
            if (!cancelSent.contains(id)) {
                Run last = ofOne.get(ofOne.size() - 1);
                assertThat(statuses.get(id))
                        .as("%s: %s", id, ofOne)
                        .isEqualTo(last.answer() == 200 ? "SUCCESS" : "FAIL");
            }
        });
    }

    @Override
    public String toString() {
        long twice = runs.values().stream()
                .filter(ofOne ->
                        ofOne.stream().filter(run -> run.answer() == 200).count() > 1)
                .count();
        List<String> kinds = new ArrayList<>();
        incidents.stream()
                .collect(Collectors.groupingBy(Incident::what, TreeMap::new, Collectors.counting()))
                .forEach((what, count) -> kinds.add(count + " " + what));
        return accepted.size() + " accepted, " + refused.size() + " refused, " + uncertain.size()
                + " without a certain answer, " + canceled.size() + " canceled; " + runs.size() + " seen, " + twice
                + " twice; " + String.join(", ", kinds);
    }
}
