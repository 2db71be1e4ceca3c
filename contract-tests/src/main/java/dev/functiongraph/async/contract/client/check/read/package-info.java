/** The checks of how a client understands answers ({@code client-read.*}). */
@NullMarked
package dev.functiongraph.async.contract.client.check.read;

import org.jspecify.annotations.NullMarked;
