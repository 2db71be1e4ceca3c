/** The limits of what a function may take and give, whatever runs it. */
@NullMarked
package dev.functiongraph.async.server.runtime.limit;

import org.jspecify.annotations.NullMarked;
