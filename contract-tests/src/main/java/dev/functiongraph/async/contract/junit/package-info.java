/** The kit as JUnit 5 tests. Users bring JUnit themselves. */
@NullMarked
package dev.functiongraph.async.contract.junit;

import org.jspecify.annotations.NullMarked;
