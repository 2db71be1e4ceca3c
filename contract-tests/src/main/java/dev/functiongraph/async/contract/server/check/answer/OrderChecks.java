package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The checks of the order in which errors are reported. */
public final class OrderChecks {
    private OrderChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("answer.order", OrderChecks::order);
    }

    /** A request with two faults, and the status of the first. */
    private record Case(Message message, int status) {}

    private static void order(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (OperationId operation : OperationId.values()) {
            List<Fault> faults = noticed(probe, operation);
            for (Fault first : faults) {
                for (Fault second : faults) {
                    if (first.status != second.status
                            && first.compareTo(second) < 0
                            && first.canMeet(second)
                            && !isOpen(probe, first, second)) {
                        cases.add(new Case(Fault.request(probe, operation, EnumSet.of(first, second)), first.status));
                    }
                }
            }
        }
        if (cases.isEmpty()) {
            throw new CouldNotRunException("the server answers no two faults as documented, even one at a time");
        }
        List<Exchange> exchanges =
                Concurrently.send(probe, cases.stream().map(Case::message).toList());
        for (int i = 0; i < cases.size(); i++) {
            probe.expect(exchanges.get(i)).status(cases.get(i).status());
        }
    }

    /** A signature can only be compared where the body that it covers is not too large. */
    private static boolean isOpen(Probe probe, Fault first, Fault second) {
        return probe.settings().key().isPresent() && first == Fault.ANOTHER_PROJECT && second == Fault.TOO_LARGE;
    }

    /**
     * The faults that the server reports one at a time. One that it does not report breaks another requirement, and
     * says nothing about the order.
     */
    private static List<Fault> noticed(Probe probe, OperationId operation) throws CouldNotRunException {
        List<Fault> noticed = new ArrayList<>();
        for (Fault fault : Fault.of(operation, probe.settings().requiresCredentials())) {
            if (probe.send(Fault.request(probe, operation, EnumSet.of(fault))).status() == fault.status) {
                noticed.add(fault);
            }
        }
        return noticed;
    }
}
