/**
 * The stores of invocations: {@link dev.functiongraph.async.server.store.Stores} opens them. Each kind has a package of
 * its own.
 */
@NullMarked
package dev.functiongraph.async.server.store;

import org.jspecify.annotations.NullMarked;
