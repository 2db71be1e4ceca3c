/**
 * The commands with which an operator inspects and repairs a data directory, and makes and ends credentials, beside a
 * running server or without one.
 */
@NullMarked
package dev.functiongraph.async.server.operator;

import org.jspecify.annotations.NullMarked;
