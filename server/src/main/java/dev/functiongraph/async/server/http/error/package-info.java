/** Refusals, and the errors of the contract that answer them, whether Jersey, Jetty or a handler refuses. */
@NullMarked
package dev.functiongraph.async.server.http.error;

import org.jspecify.annotations.NullMarked;
