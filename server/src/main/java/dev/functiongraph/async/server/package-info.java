/** The server as a whole: the command line, the wiring of all parts, the start and the stop. */
@NullMarked
package dev.functiongraph.async.server;

import org.jspecify.annotations.NullMarked;
