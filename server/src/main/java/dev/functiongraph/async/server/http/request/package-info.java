/** Requests on their way to an operation: the checks, in the contract's order, and the readers of bodies. */
@NullMarked
package dev.functiongraph.async.server.http.request;

import org.jspecify.annotations.NullMarked;
