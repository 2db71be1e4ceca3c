/** The checks of an invocation on its way to its end ({@code life.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.life;

import org.jspecify.annotations.NullMarked;
