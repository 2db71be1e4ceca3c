package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientCase.Call;
import dev.functiongraph.async.contract.spec.Contract;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** The contract's own answers, each with an id that no other case has. Immutable. */
final class Replies {
    private final Contract contract = Contract.fromClassPath();
    private final long seed;

    Replies(long seed) {
        this.seed = seed;
    }

    /** The id that a case's answers bear. */
    String id(String trial) {
        return UUID.nameUUIDFromBytes((seed + trial).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The statuses with which the contract has an operation refused. */
    Stream<Integer> refusals(Call call) {
        return contract.operation(call.operation()).statuses().stream()
                .map(Integer::valueOf)
                .filter(status -> status >= 400);
    }

    Reply of(String trial, Call call, int status) {
        return Reply.example(contract.operation(call.operation()), status, id(trial));
    }

    /** The success of a call. */
    Reply success(ClientCase call) {
        return of(call.id(), call.call(), call.call() == Call.INVOKE ? 202 : 200);
    }

    Trial successful(ClientCase call) {
        return Trial.of(call, success(call));
    }

    /** An event, and its 202. */
    Trial plain() {
        return successful(ClientCase.invoke("invoke"));
    }

    Trial list() {
        ClientCase call = ClientCase.list("list");
        // One more than a double can hold exactly.
        String body = success(call).json().toString().replace("\"next_marker\":0", "\"next_marker\":9007199254740993");
        return Trial.of(call, success(call).withBody(body));
    }

    Trial cancel() {
        return successful(ClientCase.cancel("cancel", id("cancel")));
    }
}
