package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.check.read.DrawnChecks;
import dev.functiongraph.async.contract.client.check.read.ErrorChecks;
import dev.functiongraph.async.contract.client.check.read.ReadChecks;
import dev.functiongraph.async.contract.client.check.read.UnusableChecks;
import dev.functiongraph.async.contract.client.check.repeat.RepeatChecks;
import dev.functiongraph.async.contract.client.check.send.SendChecks;
import dev.functiongraph.async.contract.client.check.send.SignatureCheck;
import dev.functiongraph.async.contract.client.check.time.TimeChecks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All checks of clients, by the ids of their requirements. */
public final class ClientChecks {
    private ClientChecks() {}

    /** The ids of the requirements that are checked. */
    public static Set<String> ids() {
        return of(1).keySet();
    }

    static Map<String, ClientCheck> of(long seed) {
        Replies replies = new Replies(seed);
        Map<String, ClientCheck> all = new LinkedHashMap<>();
        Stream.of(
                        new SendChecks(replies, seed).all(),
                        SignatureCheck.all(replies),
                        new ReadChecks(replies).all(),
                        new ErrorChecks(replies).all(),
                        new UnusableChecks(replies).all(),
                        DrawnChecks.all(replies, seed),
                        new RepeatChecks(replies).all(),
                        TimeChecks.all(replies))
                .flatMap(group -> group.stream())
                .forEach(check -> {
                    if (all.put(check.id(), check) != null) {
                        throw new IllegalStateException(check.id() + " has two checks");
                    }
                });
        return all;
    }
}
