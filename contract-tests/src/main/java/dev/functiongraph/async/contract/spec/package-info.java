/**
 * Checks HTTP exchanges against the contract, {@code openapi.yaml} itself: what a server answered and what a client sent.
 * Knows neither a server nor a client nor a test framework.
 */
package dev.functiongraph.async.contract.spec;
