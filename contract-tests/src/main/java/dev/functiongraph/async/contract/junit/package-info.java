/** The kit as tests of JUnit 5, which whoever uses it brings along. */
package dev.functiongraph.async.contract.junit;
