/** The register of requirements that the contract makes of servers and clients, each with a stable id. */
package dev.functiongraph.async.contract.register;
