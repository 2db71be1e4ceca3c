package dev.functiongraph.async.contract.client;

import java.util.List;

/**
 * A call, and the reference server's script for it.
 *
 * @param path of the base URL, without a slash at its end; mostly empty
 * @param script one reply for each request; the last is repeated
 */
public record Trial(ClientCase call, String path, List<Reply> script) {

    public Trial {
        script = List.copyOf(script);
    }

    public static Trial of(ClientCase call, Reply... script) {
        return new Trial(call, "", List.of(script));
    }

    String id() {
        return call.id();
    }
}
