/** The process as a whole: its standard streams, its memory, the status it ends with. */
@NullMarked
package dev.functiongraph.async.server.process;

import org.jspecify.annotations.NullMarked;
