/**
 * Generators of valid and invalid inputs, made from a seed. Each input is proved valid or invalid before it is used.
 */
@NullMarked
package dev.functiongraph.async.contract.generate;

import org.jspecify.annotations.NullMarked;
