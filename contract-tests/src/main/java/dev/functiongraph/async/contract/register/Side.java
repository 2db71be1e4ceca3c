package dev.functiongraph.async.contract.register;

/** The two sides of the contract. */
public enum Side {
    SERVER,
    CLIENT
}
