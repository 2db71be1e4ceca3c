package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server of one run: what is known of it, and what was said to it.
 *
 * @param guard of the whole run
 * @param silentChecks how many ended because the server was silent
 * @param acceptedIds those under which invocations were accepted that a check wants to tell from all others; it grows
 */
record RunContext(
        ServerSettings settings,
        Contract contract,
        Requests requests,
        Recorder recorder,
        UnresponsiveServerGuard guard,
        AtomicInteger silentChecks,
        Set<String> acceptedIds) {
    private static final int SILENT_REQUESTS = 10;
    private static final int MANY_SILENT_CHECKS = 3;

    RunContext(ServerSettings settings, Contract contract, Recorder recorder) {
        this(
                settings,
                contract,
                new Requests(settings, contract),
                recorder,
                new UnresponsiveServerGuard(SILENT_REQUESTS, settings.target().timeout()),
                new AtomicInteger(),
                ConcurrentHashMap.newKeySet());
    }

    /** How many requests in a row a check waits for in vain: fewer, once it is known that the server is often silent. */
    int patience() {
        return silentChecks.get() < MANY_SILENT_CHECKS ? 5 : 2;
    }
}
