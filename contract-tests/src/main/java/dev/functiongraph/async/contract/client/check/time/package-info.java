/** The checks of a client's time limit ({@code client-time.*}). */
package dev.functiongraph.async.contract.client.check.time;
