package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.Listing.Item;
import dev.functiongraph.async.server.RecordingContainer.Seen;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The comparison of the callers' answers, the function's invocations, and the server's listing when all has ended. */
final class Verdict {
    private final Callers callers;
    private final Map<String, Collection<Seen>> seen;
    private final Map<String, String> statuses = new HashMap<>();
    private final List<Item> listed;
    private final Set<String> acceptedIds;

    Verdict(Callers callers, Map<String, Collection<Seen>> seen, List<Item> listed) {
        this.callers = callers;
        this.seen = seen;
        this.listed = listed;
        this.acceptedIds = new HashSet<>(callers.accepted.values());
        assertThat(listed).as("still on their way").allMatch(Item::isEnded);
        listed.forEach(item -> assertThat(statuses.put(item.id(), item.status()))
                .as("%s is listed twice", item.id())
                .isNull());
    }

    void holds() {
        assertThat(callers.strange).as("answers other than 202 and 503").isEmpty();
        assertThat(callers.unknown).as("answers with 500").isEmpty();
        everyAcceptedRequestHasItsOwnIdAndEndedInOneState();
        nothingWasInvented();
        theFunctionSawEverythingAtLeastOnce();
        whatRanTwiceHadACrashInBetween();
        whatSuccessAndFailureSayIsTrue();
        whatWasToldOfACancellationStayedTrue();
    }

    /** Invariants 1 and 2. */
    private void everyAcceptedRequestHasItsOwnIdAndEndedInOneState() {
        assertThat(acceptedIds).hasSameSizeAs(callers.accepted.keySet());
        assertThat(statuses.keySet()).as("accepted and missing").containsAll(acceptedIds);
    }

    /** A record that nobody has a 202 for belongs to a request that got no answer, and only one does. */
    private void nothingWasInvented() {
        Set<String> unknown = new HashSet<>(statuses.keySet());
        unknown.removeAll(acceptedIds);
        Set<String> events = new HashSet<>();
        for (String id : unknown) {
            assertThat(seen).as("nobody sent this, and no function saw it").containsKey(id);
            String event = seen.get(id).iterator().next().event();
            assertThat(callers.unanswered).as("sent, and not answered").contains(event);
            assertThat(events.add(event)).as("one request, two ids: %s", event).isTrue();
        }
        assertThat(statuses.keySet()).as("seen by the function, and not listed").containsAll(seen.keySet());
        seen.forEach((id, runs) -> assertThat(runs).allSatisfy(run -> {
            assertThat(callers.refused).as("refused with 503, and run").doesNotContain(run.event());
            if (callers.accepted.containsKey(run.event())) {
                assertThat(callers.accepted).as("run under another id").containsEntry(run.event(), id);
            }
        }));
    }

    /** Invariant 3. */
    private void theFunctionSawEverythingAtLeastOnce() {
        assertThat(listed)
                .as("accepted, not canceled, and never seen by the function")
                .filteredOn(item -> !callers.cancelSent.contains(item.id()) && !seen.containsKey(item.id()))
                .isEmpty();
    }

    /**
     * Invariants 3 and 4: attempt numbers grow, and nothing is repeated in the life of the server that saw it succeed.
     */
    private void whatRanTwiceHadACrashInBetween() {
        seen.forEach((id, unordered) -> {
            List<Seen> runs = inOrder(unordered);
            for (int i = 1; i < runs.size(); i++) {
                Seen earlier = runs.get(i - 1);
                Seen later = runs.get(i);
                assertThat(later.attempt()).as("attempts of %s: %s", id, runs).isGreaterThan(earlier.attempt());
                assertThat(later.life()).as("lives of %s: %s", id, runs).isGreaterThanOrEqualTo(earlier.life());
                if (earlier.succeeded()) {
                    assertThat(later.life())
                            .as("%s succeeded and ran again, without a crash: %s", id, runs)
                            .isGreaterThan(earlier.life());
                }
            }
        });
    }

    private void whatSuccessAndFailureSayIsTrue() {
        seen.forEach((id, unordered) -> {
            List<Seen> runs = inOrder(unordered);
            boolean succeeded = runs.get(runs.size() - 1).succeeded();
            if (!callers.cancelSent.contains(id)) {
                assertThat(statuses.get(id)).as("%s: %s", id, runs).isEqualTo(succeeded ? "SUCCESS" : "FAIL");
            }
        });
    }

    private void whatWasToldOfACancellationStayedTrue() {
        assertThat(statuses).containsAllEntriesOf(callers.canceled);
    }

    private static List<Seen> inOrder(Collection<Seen> runs) {
        return runs.stream().sorted(Comparator.comparingInt(Seen::attempt)).toList();
    }

    /** How many the function saw succeed more than once. */
    long duplicates() {
        return seen.values().stream()
                .filter(runs -> runs.stream().filter(Seen::succeeded).count() > 1)
                .count();
    }

    @Override
    public String toString() {
        return "%d accepted (%d canceled), %d refused, %d unanswered of which %d were queued, %d duplicates"
                .formatted(
                        callers.accepted.size(),
                        callers.canceled.size(),
                        callers.refused.size(),
                        callers.unanswered.size(),
                        statuses.size() - acceptedIds.size(),
                        duplicates());
    }
}
