/**
 * The contract, {@code openapi.yaml} itself, and the checkers that hold requests and answers to it.
 * Knows neither a server nor a client nor a test framework.
 */
@NullMarked
package dev.functiongraph.async.contract.spec;

import org.jspecify.annotations.NullMarked;
