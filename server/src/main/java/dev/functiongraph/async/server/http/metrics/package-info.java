/** The counts of invocations for monitoring systems. */
package dev.functiongraph.async.server.http.metrics;
