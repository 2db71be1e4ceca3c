/** The units of values that people write. */
@NullMarked
package dev.functiongraph.async.server.units;

import org.jspecify.annotations.NullMarked;
