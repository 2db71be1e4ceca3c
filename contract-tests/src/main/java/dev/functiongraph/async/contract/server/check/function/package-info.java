/** The checks of enabled, disabled and unknown functions and their names ({@code function.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.function;

import org.jspecify.annotations.NullMarked;
