package dev.functiongraph.async.contract.server.check.sequence;

/**
 * An answer that no correct server gives after what it answered before.
 *
 * @param expected and {@code actual}: complete phrases, for people
 */
record Violation(Kind kind, String expected, String actual) {
    /** What is contradicted. */
    enum Kind {
        /** The pages of a listing, or their order. */
        PAGES,
        /** The status or the record of an invocation that has ended. */
        STATES
    }
}
