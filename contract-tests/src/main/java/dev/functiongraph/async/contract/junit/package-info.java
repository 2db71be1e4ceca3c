/** The kit as JUnit 5 tests. Users bring JUnit themselves. */
package dev.functiongraph.async.contract.junit;
