/**
 * The loop of somebody who writes a function: the commands that make one, serve it with its output in the terminal, and
 * call it. They are callers of a server and readers of its store, as others are.
 */
@NullMarked
package dev.functiongraph.async.server.local;

import org.jspecify.annotations.NullMarked;
