/** The checks of path parameters and unknown paths ({@code path.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.path;

import org.jspecify.annotations.NullMarked;
