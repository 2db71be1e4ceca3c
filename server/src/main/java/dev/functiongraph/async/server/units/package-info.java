/** The units of values that people write. */
package dev.functiongraph.async.server.units;
