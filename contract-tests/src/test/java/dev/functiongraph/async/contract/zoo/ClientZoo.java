package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** The deliberately faulty and unusual clients that the kit is tested on. */
final class ClientZoo {
    private ClientZoo() {}

    /** Each has one fault. */
    static Stream<ClientSpecimen> faulty() {
        return Stream.of(FaultySending.all(), FaultySigning.all(), FaultyReading.all(), FaultyRepeating.all())
                .flatMap(clients -> clients);
    }

    /** Each is correct. */
    static Stream<ClientSpecimen> unusual() {
        return UnusualClients.all();
    }
}
