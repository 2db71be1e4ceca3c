package dev.functiongraph.async.contract.register;

/** The level of a requirement, in the words of RFC 2119. */
public enum Level {
    /** A server or client that fails it is not conformant. */
    MUST,
    /** Failing it is reported as a warning. */
    SHOULD
}
