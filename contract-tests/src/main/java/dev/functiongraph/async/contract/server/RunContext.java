package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The state that all checks of one run share.
 *
 * @param guard of the whole run
 * @param contact of the whole run
 * @param silentChecks how many checks ended because the server did not answer
 * @param limit of the whole run's time
 * @param acceptedIds the ids of the invocations that checks started for themselves; it grows
 */
record RunContext(
        ServerSettings settings,
        Contract contract,
        Requests requests,
        Recorder recorder,
        UnresponsiveServerGuard guard,
        ServerContact contact,
        AtomicInteger silentChecks,
        TimeLimit limit,
        Set<String> acceptedIds) {
    private static final int SILENT_REQUESTS = 10;
    private static final int MANY_SILENT_CHECKS = 3;

    RunContext(ServerSettings settings, Contract contract, Recorder recorder, TimeLimit limit) {
        this(
                settings,
                contract,
                new Requests(settings, contract),
                recorder,
                new UnresponsiveServerGuard(SILENT_REQUESTS, settings.target().timeout()),
                new ServerContact(),
                new AtomicInteger(),
                limit,
                ConcurrentHashMap.newKeySet());
    }

    /**
     * The number of unanswered requests in a row after which a check gives up: fewer if the server often does not
     * answer.
     */
    int patience() {
        return silentChecks.get() < MANY_SILENT_CHECKS ? 5 : 2;
    }
}
