/** The checks of the header Accept ({@code accept.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.accept;

import org.jspecify.annotations.NullMarked;
