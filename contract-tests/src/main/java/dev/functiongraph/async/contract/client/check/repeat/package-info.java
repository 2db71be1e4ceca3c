/** The checks of when a client sends an event again ({@code client-repeat.*}). */
@NullMarked
package dev.functiongraph.async.contract.client.check.repeat;

import org.jspecify.annotations.NullMarked;
