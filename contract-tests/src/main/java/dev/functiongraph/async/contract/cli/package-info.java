/** The kit's commands. */
package dev.functiongraph.async.contract.cli;
