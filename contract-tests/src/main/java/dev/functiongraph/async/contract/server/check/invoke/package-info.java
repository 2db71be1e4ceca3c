/** The checks of accepting an event ({@code invoke.*}). */
package dev.functiongraph.async.contract.server.check.invoke;
