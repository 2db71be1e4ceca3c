/**
 * The conformance kit: its entry point, {@link dev.functiongraph.async.contract.Main}, and one package for each
 * concern.
 */
package dev.functiongraph.async.contract;
