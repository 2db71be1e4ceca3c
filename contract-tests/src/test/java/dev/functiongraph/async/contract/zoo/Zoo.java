package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** The deliberately faulty and unusual servers that the kit is tested on. */
final class Zoo {
    private Zoo() {}

    /** Each has one fault. */
    static Stream<ServerSpecimen> faulty() {
        return Stream.of(
                        FaultyInvoking.all(),
                        FaultyListing.all(),
                        FaultyFilters.all(),
                        FaultyRefusing.all(),
                        FaultyQueries.all(),
                        FaultyLife.all(),
                        FaultyRecords.all(),
                        FaultyCanceling.all(),
                        FaultyCredentials.all(),
                        FaultySignatures.all(),
                        FaultyFraming.all(),
                        FaultyConnections.all(),
                        FaultyFunctions.all(),
                        FaultyPaths.all(),
                        FaultyMethods.all(),
                        FaultyEvents.all(),
                        FaultyValues.all(),
                        FaultyContent.all(),
                        FaultyBodies.all(),
                        FaultyContentCoding.all(),
                        FaultyAccepting.all(),
                        FaultyOrder.all(),
                        FaultySequences.all(),
                        FaultyAnswering.all(),
                        FaultyTelling.all(),
                        FaultyLetterCase.all(),
                        FaultyRouting.all(),
                        FaultyTimes.all(),
                        FaultyNextRequests.all())
                .flatMap(servers -> servers);
    }

    /** Each is correct. */
    static Stream<ServerSpecimen> unusual() {
        return Stream.of(UnusualServers.all(), UnusualChoices.all(), UnusualLives.all(), UnusualConnections.all())
                .flatMap(servers -> servers);
    }
}
