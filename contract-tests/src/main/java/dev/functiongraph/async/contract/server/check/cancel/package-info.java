/** The checks of cancellations ({@code cancel.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.cancel;

import org.jspecify.annotations.NullMarked;
