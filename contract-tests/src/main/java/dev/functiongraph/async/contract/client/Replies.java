package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.OperationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** The contract's own answers, each with an id that no other case has. Immutable. */
public final class Replies {
    private final Contract contract = Contract.fromClassPath();
    /** The time limit of a call whose reply stalls. */
    public static final Duration SHORT = Duration.ofMillis(1500);

    private final long seed;

    Replies(long seed) {
        this.seed = seed;
    }

    /** The id in a case's answers. */
    public String id(String trial) {
        return UUID.nameUUIDFromBytes((seed + trial).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The statuses with which the contract has an operation refused. */
    public Stream<Integer> refusals(OperationId operation) {
        return contract.operation(operation).statuses().stream()
                .map(Integer::valueOf)
                .filter(status -> status >= 400);
    }

    public Reply of(String trial, OperationId operation, int status) {
        return Reply.example(contract.operation(operation), status, id(trial));
    }

    /** The success of a call. */
    public Reply success(ClientCase call) {
        return of(call.id(), call.operation(), call.operation() == OperationId.INVOKE ? 202 : 200);
    }

    public Trial successful(ClientCase call) {
        return Trial.of(call, success(call));
    }

    /** An event, and its 202. */
    public Trial plain() {
        return successful(ClientCase.invoke("invoke"));
    }

    public Trial list() {
        ClientCase call = ClientCase.list("list");
        // One more than a double can hold exactly.
        String body = success(call).json().toString().replace("\"next_marker\":0", "\"next_marker\":9007199254740993");
        return Trial.of(call, success(call).withBody(body));
    }

    public Trial cancel() {
        return successful(ClientCase.cancel("cancel", id("cancel")));
    }

    public Trial stalledAnswer() {
        ClientCase call = ClientCase.invoke("stalled-answer").withTimeout(SHORT);
        return Trial.of(call, Reply.none(Delivery.STALLED), success(call));
    }

    public Trial stalledBody() {
        ClientCase call = ClientCase.invoke("stalled-body").withTimeout(SHORT);
        return Trial.of(call, success(call).by(Delivery.STALLED_BODY), success(call));
    }
}
