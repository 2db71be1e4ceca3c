/** The commands of the kit's command line. */
@NullMarked
package dev.functiongraph.async.contract.cli;

import org.jspecify.annotations.NullMarked;
