package dev.functiongraph.async.server.invocation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The answers to an engine's callers while its store failed, to be compared with the records. */
final class Ledger {
    private static final Query ALL = new Query(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, 1_000_000);

    private final Engine engine;
    private final Path dir;
    private final Set<UUID> accepted = new HashSet<>();
    private final List<UUID> held = new ArrayList<>();

    Ledger(Engine engine, Path dir) {
        this.engine = engine;
        this.dir = dir;
    }

    Optional<UUID> offer(String function) {
        Acceptance answer = engine.offer(function);
        if (!(answer instanceof Acceptance.Accepted told)) {
            assertThat(answer).isInstanceOf(Acceptance.Unavailable.class);
            return Optional.empty();
        }
        accepted.add(told.requestId());
        if (function.equals("held")) {
            held.add(told.requestId());
        }
        return Optional.of(told.requestId());
    }

    void pass() {
        try {
            engine.pass();
        } catch (StoreException | CompletionException e) {
            // A later pass tries again.
        }
        engine.clock.advance(Duration.ofSeconds(1));
    }

    /** @return whether it is certain to have ended */
    boolean cancel(UUID id, String function) {
        try {
            assertThat(engine.cancel(id, function)).get().matches(InvocationStatus::isEnd);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    void cancelHeld() {
        held.removeIf(id -> cancel(id, "held"));
    }

    /**
     * Everything that can still happen, leases that end included. The first write may yet find the failure's remains.
     */
    void workOff() {
        pass();
        cancelHeld();
        for (int i = 0; i < 10; i++) {
            engine.pass();
            engine.clock.advance(Duration.ofSeconds(10));
        }
    }

    void isInOrder(String afterwards) throws Exception {
        Map<UUID, InvocationRecord> records =
                engine.records().list(ALL).stream().collect(toMap(InvocationRecord::requestId, Function.identity()));
        assertThat(records.values())
                .as("after %s: not ended", afterwards)
                .filteredOn(record -> !record.status().isEnd())
                .isEmpty();
        Set<UUID> queued = records.values().stream()
                .filter(record -> !isOf("notify", record))
                .map(InvocationRecord::requestId)
                .collect(toSet());
        assertThat(queued)
                .as("after %s: what was accepted is there, and what was refused is not", afterwards)
                .isEqualTo(accepted);
        assertThat(records.values().stream().filter(record -> isOf("notify", record)))
                .as("after %s: a failure and the news of it are one transaction", afterwards)
                .hasSameSizeAs(records.values().stream()
                        .filter(record -> isOf("failing", record))
                        .toList());
        Set<UUID> ran = engine.runtime.attempts.stream()
                .map(attempt -> attempt.invocation().requestId())
                .collect(toSet());
        assertThat(ran).as("after %s: run, and unknown", afterwards).isSubsetOf(records.keySet());
        assertThat(records.values())
                .as("after %s: neither run nor discarded nor canceled", afterwards)
                .filteredOn(record -> record.status() != InvocationStatus.DISCARD
                        && record.errorCode() != ErrorCode.CANCELED.number())
                .extracting(InvocationRecord::requestId)
                .isSubsetOf(ran);
        try (OperatorStore tools = Stores.openForOperator(dir)) {
            assertThat(tools.problems()).as("after %s", afterwards).isEmpty();
        }
    }

    private static boolean isOf(String function, InvocationRecord record) {
        return record.function().functionName().equals(function);
    }
}
