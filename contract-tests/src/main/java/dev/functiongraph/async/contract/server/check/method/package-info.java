/** The checks of methods that the contract does not have ({@code method.*}). */
@NullMarked
package dev.functiongraph.async.contract.server.check.method;

import org.jspecify.annotations.NullMarked;
