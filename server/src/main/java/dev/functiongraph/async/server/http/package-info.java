/**
 * The contract's operations over HTTP/1.1: Jersey in Jetty, their connections, and the answers on their way to the
 * clients.
 */
@NullMarked
package dev.functiongraph.async.server.http;

import org.jspecify.annotations.NullMarked;
