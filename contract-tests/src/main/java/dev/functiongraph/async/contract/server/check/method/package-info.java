/** The checks of methods that the contract does not have ({@code method.*}). */
package dev.functiongraph.async.contract.server.check.method;
