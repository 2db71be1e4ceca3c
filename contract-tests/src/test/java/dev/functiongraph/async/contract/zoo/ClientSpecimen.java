package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientUnderTest;
import java.util.function.Supplier;

/**
 * One client of the zoo.
 *
 * @param requirement the requirement that it violates; empty for a correct client
 * @param peculiarity the fault or oddity, in a few words
 */
record ClientSpecimen(String requirement, String peculiarity, Supplier<? extends ClientUnderTest> client) {

    @Override
    public String toString() {
        return requirement.isEmpty() ? peculiarity : requirement + ": " + peculiarity;
    }
}
