package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** All clients that were made to try the kit on. */
final class ClientZoo {
    private ClientZoo() {}

    /** Each has one fault. */
    static Stream<ClientSpecimen> faulty() {
        return Stream.of(FaultySending.all(), FaultyReading.all(), FaultyRepeating.all())
                .flatMap(clients -> clients);
    }

    /** Each is correct. */
    static Stream<ClientSpecimen> unusual() {
        return UnusualClients.all();
    }
}
