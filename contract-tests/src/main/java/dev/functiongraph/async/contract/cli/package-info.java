/** The commands of the kit's command line. */
package dev.functiongraph.async.contract.cli;
