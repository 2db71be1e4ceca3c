package dev.functiongraph.async.contract.client;

import java.util.List;

/**
 * A call, and what the reference server makes of it.
 *
 * @param path of the base URL, without a slash at its end; mostly empty
 * @param script one reply for each request; the last is repeated
 */
record Trial(ClientCase call, String path, List<Reply> script) {

    Trial {
        script = List.copyOf(script);
    }

    static Trial of(ClientCase call, Reply... script) {
        return new Trial(call, "", List.of(script));
    }

    String id() {
        return call.id();
    }
}
