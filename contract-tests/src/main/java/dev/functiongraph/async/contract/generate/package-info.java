/** Inputs of all kinds, right and wrong, made from a seed. What is wrong with one, or that nothing is, is proved before it is used. */
package dev.functiongraph.async.contract.generate;
