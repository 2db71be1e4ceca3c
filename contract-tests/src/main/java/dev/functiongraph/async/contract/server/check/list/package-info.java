/** The checks of listings ({@code list.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.list;

import org.jspecify.annotations.NullMarked;
