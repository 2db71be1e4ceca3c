package dev.functiongraph.async.contract.register;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * A requirement of a server or a client.
 *
 * @param id stable, such as {@code invoke.absent-body}; the part before the dot is its group
 * @param since the first version of the contract with it
 * @param until the last version of the contract with it; empty if none has dropped it
 * @param demand what is required, in one sentence
 * @param source where that is written: the source page, the contract, a section of an RFC
 */
public record Requirement(
        String id,
        Side side,
        Level level,
        String since,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String until,
        String demand,
        String source) {

    @Override
    public String toString() {
        return id;
    }
}
