/**
 * The conformance kit: its entry point, {@link dev.functiongraph.async.contract.Main}, and one package for each
 * concern.
 */
@NullMarked
package dev.functiongraph.async.contract;

import org.jspecify.annotations.NullMarked;
