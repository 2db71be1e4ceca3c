/** Durations and sizes as people write them. */
package dev.functiongraph.async.server.units;
