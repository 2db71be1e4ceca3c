/** The checks of accepting an event ({@code invoke.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.invoke;

import org.jspecify.annotations.NullMarked;
