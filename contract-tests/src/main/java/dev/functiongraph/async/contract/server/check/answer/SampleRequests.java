package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;

/** One request for most of the contract's answers, for a run that selects only the checks of all answers. */
final class SampleRequests {
    private SampleRequests() {}

    static void of(Probe probe) throws CouldNotRunException {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        for (String urn : new String[] {functions.enabled(), functions.disabled(), functions.absent(), "a..b"}) {
            probe.send(requests.invoke(urn));
            probe.send(requests.list(urn, ""));
            probe.send(requests.cancel(urn, Requests.CANCEL_OF_UNKNOWN_ID));
        }
        probe.send(requests.invoke(functions.enabled(), "{\"a\":1}"));
        probe.send(requests.invoke(functions.enabled(), "{}").with("Accept", "text/html"));
        probe.send(requests.invoke(functions.enabled(), "{}").replacing("Content-Type", "text/plain"));
        probe.send(requests.list(functions.enabled(), "?limit=x"));
        probe.send(requests.to("GET", "/nowhere"));
        probe.send(requests.invoke(functions.enabled()).withMethod("PUT"));
    }
}
