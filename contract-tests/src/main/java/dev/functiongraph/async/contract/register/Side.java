package dev.functiongraph.async.contract.register;

/** Of whom something is required. */
public enum Side {
    SERVER,
    CLIENT
}
