package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One request for most of the contract's answers, for a run that selects only the checks of all answers. */
final class SampleRequests {
    private SampleRequests() {}

    static void of(Probe probe) throws CouldNotRunException {
        for (Message message : messages(probe)) {
            probe.send(message);
        }
    }

    static List<Message> messages(Probe probe) {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        List<Message> messages = new ArrayList<>();
        for (String urn : List.of(functions.enabled(), functions.disabled(), functions.absent(), "a..b")) {
            messages.add(requests.invoke(urn));
            messages.add(requests.list(urn, ""));
            messages.add(requests.cancel(urn, Requests.CANCEL_OF_UNKNOWN_ID));
        }
        messages.add(requests.invoke(functions.enabled(), "{\"a\":1}"));
        for (OperationId operation : OperationId.values()) {
            for (Fault fault : Fault.of(operation, probe.settings().requiresCredentials())) {
                messages.add(Fault.request(probe, operation, EnumSet.of(fault)));
            }
            messages.add(requests.to(operation, functions.enabled(), "").withMethod("PUT"));
        }
        messages.add(requests.to("GET", "/nowhere"));
        // They have no body that this could be the type of.
        messages.stream()
                .filter(message -> Set.of("GET", "PUT").contains(message.method()))
                .map(message -> message.with("Content-Type", "text/plain"))
                .toList()
                .forEach(messages::add);
        messages.add(requests.invoke(functions.enabled()).withMethod("OPTIONS"));
        return messages;
    }
}
