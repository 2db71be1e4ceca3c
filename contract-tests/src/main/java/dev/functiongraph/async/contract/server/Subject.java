package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Recorder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server of one run: what is known of it, and what was said to it.
 *
 * @param silence of the whole run
 * @param acceptedIds those under which invocations were accepted that a check wants to tell from all others; it grows
 */
record Subject(
        ServerSettings settings,
        Contract contract,
        Requests requests,
        Recorder recorder,
        Silence silence,
        Set<String> acceptedIds) {
    private static final int SILENT_REQUESTS = 10;

    Subject(ServerSettings settings, Contract contract, Recorder recorder) {
        this(
                settings,
                contract,
                new Requests(settings, contract),
                recorder,
                new Silence(SILENT_REQUESTS, settings.target().timeout()),
                ConcurrentHashMap.newKeySet());
    }

    /** What the contract says of an error where it has no operation. */
    SpecNode anyError() {
        return contract.operation("asyncInvokeFunction").response(404).orElseThrow();
    }
}
