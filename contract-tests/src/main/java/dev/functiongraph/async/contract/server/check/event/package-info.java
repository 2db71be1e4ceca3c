/** The checks of the event: its JSON, its size, its media type ({@code event.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.event;

import org.jspecify.annotations.NullMarked;
