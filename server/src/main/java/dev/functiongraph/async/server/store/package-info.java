/** The stores of invocations: {@link dev.functiongraph.async.server.store.Stores} opens them. Each kind has a package of its own. */
package dev.functiongraph.async.server.store;
