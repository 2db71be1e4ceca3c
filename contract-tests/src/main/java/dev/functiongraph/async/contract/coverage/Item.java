package dev.functiongraph.async.contract.coverage;

/**
 * An item of the contract that a run can cover.
 *
 * @param operation its id in the contract
 * @param kind what it is
 * @param name of the thing among those of its kind, such as {@code 202 X-Request-Id}; empty for the operation itself
 */
public record Item(String operation, Kind kind, String name) {

    /** The kinds of items. */
    public enum Kind {
        /** A request of it. */
        OPERATION,
        /** A request with a body of this media type. */
        REQUEST_TYPE,
        /** A request that breaks this keyword of a schema; named by {@code SpecNode.keyword}. */
        BROKEN_KEYWORD,
        /** An answer with this status. */
        STATUS,
        /** An answer with this status and media type. */
        ANSWER_TYPE,
        /** An answer with this status and header. */
        HEADER
    }

    /** For people. */
    @Override
    public String toString() {
        return switch (kind) {
            case OPERATION -> operation;
            case REQUEST_TYPE -> operation + " request " + name;
            case BROKEN_KEYWORD -> operation + " breaking " + name;
            default -> operation + " " + name;
        };
    }
}
