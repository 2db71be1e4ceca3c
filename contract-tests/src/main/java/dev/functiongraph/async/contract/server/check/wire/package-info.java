/** The checks of HTTP/1.1 itself: framing, chunks, connections ({@code wire.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.wire;

import org.jspecify.annotations.NullMarked;
