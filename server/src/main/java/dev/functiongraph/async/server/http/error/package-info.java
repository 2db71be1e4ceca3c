/** Refusals, and the errors of the contract that answer them, whether Jersey, Jetty or a handler refuses. */
package dev.functiongraph.async.server.http.error;
