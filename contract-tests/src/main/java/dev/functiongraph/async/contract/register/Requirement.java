package dev.functiongraph.async.contract.register;

/**
 * One thing that is demanded of a server or a client.
 *
 * @param id stable, such as {@code invoke.absent-body}; the part before the dot is its group
 * @param demand what it demands, in one sentence
 * @param source where that is written: the source page, the contract, a section of an RFC
 */
public record Requirement(String id, Side side, Level level, String demand, String source) {

    @Override
    public String toString() {
        return id;
    }
}
