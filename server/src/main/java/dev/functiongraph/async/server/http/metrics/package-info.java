/** The counts of invocations for monitoring systems. */
@NullMarked
package dev.functiongraph.async.server.http.metrics;

import org.jspecify.annotations.NullMarked;
