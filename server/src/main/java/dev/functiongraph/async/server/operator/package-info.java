/** The commands with which an operator inspects and repairs a data directory, beside a running server or without one. */
package dev.functiongraph.async.server.operator;
