/** The register of requirements that the contract makes of servers and clients, each with a stable id. */
@NullMarked
package dev.functiongraph.async.contract.register;

import org.jspecify.annotations.NullMarked;
