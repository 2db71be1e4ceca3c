/** The checks of a client's time limit ({@code client-time.*}). */
@NullMarked
package dev.functiongraph.async.contract.client.check.time;

import org.jspecify.annotations.NullMarked;
