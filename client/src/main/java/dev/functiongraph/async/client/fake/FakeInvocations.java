package dev.functiongraph.async.client.fake;

import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The accepted invocations, oldest first. Thread-safe. */
final class FakeInvocations {

    private static final int FUNCTION_FAILED = 4201;
    private static final int CANCELED = 4208;

    private final List<Accepted> accepted = new ArrayList<>();

    /** One invocation; its marker is 1 for the first, and counts on. */
    private record Accepted(
            long marker, String function, Map<String, String> event, Instant acceptedAt, Invocation invocation) {

        Accepted with(Invocation changed) {
            return new Accepted(marker, function, event, acceptedAt, changed);
        }
    }

    synchronized UUID add(String function, Map<String, String> event, Invocation.Status status) {
        UUID id = UUID.randomUUID();
        Invocation waiting = new Invocation(id, Invocation.Status.WAIT, 0, "", Optional.empty(), Optional.empty());
        Invocation begun = status == Invocation.Status.WAIT ? waiting : running(waiting);
        Instant now = Instant.now();
        accepted.add(new Accepted(
                accepted.size() + 1L, function, event, now, status.isFinal() ? ended(begun, status) : begun));
        return id;
    }

    synchronized List<Map<String, String>> events(String function) {
        return accepted.stream()
                .filter(one -> one.function.equals(function))
                .map(Accepted::event)
                .toList();
    }

    synchronized void end(UUID id, Invocation.Status status) {
        Accepted one = accepted.stream()
                .filter(other -> other.invocation.requestId().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no invocation " + id));
        if (!one.invocation.status().isFinal()) {
            replace(one, ended(running(one.invocation), status));
        }
    }

    /** Returns the status after it. */
    synchronized Invocation.Status cancel(String function, UUID id) throws RefusedException {
        Accepted one = accepted.stream()
                .filter(other -> other.function.equals(function)
                        && other.invocation.requestId().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(400, "Invalid RequestId"));
        Invocation now = one.invocation;
        if (now.status().isFinal()) {
            return now.status();
        }
        Invocation.Status end =
                now.status() == Invocation.Status.WAIT ? Invocation.Status.DISCARD : Invocation.Status.FAIL;
        replace(one, new Invocation(id, end, CANCELED, "function invocation canceled", now.startTime(), now()));
        return end;
    }

    synchronized InvocationPage list(String function, FakeQuery query) {
        List<Accepted> found = new ArrayList<>();
        for (int i = accepted.size() - 1; i >= 0 && found.size() <= query.limit(); i--) {
            Accepted one = accepted.get(i);
            if (one.function.equals(function)
                    && query.fits(one.invocation, one.acceptedAt)
                    && (query.marker() == 0 || one.marker < query.marker())) {
                found.add(one);
            }
        }
        List<Accepted> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new InvocationPage(
                page.stream().map(Accepted::invocation).toList(),
                page.size() < found.size() ? OptionalLong.of(page.get(page.size() - 1).marker) : OptionalLong.empty());
    }

    private void replace(Accepted one, Invocation changed) {
        accepted.set((int) one.marker - 1, one.with(changed));
    }

    private static Invocation running(Invocation before) {
        return new Invocation(
                before.requestId(),
                Invocation.Status.RUNNING,
                0,
                "",
                before.startTime().or(() -> now()),
                Optional.empty());
    }

    private static Invocation ended(Invocation before, Invocation.Status status) {
        boolean success = status == Invocation.Status.SUCCESS;
        return new Invocation(
                before.requestId(),
                status,
                success ? 0 : FUNCTION_FAILED,
                success ? "" : "ended as the test asked for",
                before.startTime(),
                now());
    }

    private static Optional<Instant> now() {
        return Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
