/** Functions: their names, their definitions, and the file that lists them. */
@NullMarked
package dev.functiongraph.async.server.function;

import org.jspecify.annotations.NullMarked;
