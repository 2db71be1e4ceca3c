/** The runtimes of functions: Java handlers and event containers. */
@NullMarked
package dev.functiongraph.async.server.runtime;

import org.jspecify.annotations.NullMarked;
