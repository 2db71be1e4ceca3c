/** What the contract requires of servers and clients, each thing with a stable id. */
package dev.functiongraph.async.contract.register;
