package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Recorder;

/** The server of one run: what is known of it, and what was said to it. */
record Subject(ServerSettings settings, Contract contract, Requests requests, Recorder recorder) {

    Subject(ServerSettings settings, Contract contract, Recorder recorder) {
        this(settings, contract, new Requests(settings, contract), recorder);
    }

    /** What the contract says of an error where it has no operation. */
    SpecNode anyError() {
        return contract.operation("asyncInvokeFunction").response(404).orElseThrow();
    }
}
