/** Runs checks and keeps apart what passed, what failed, what was known to fail, and what could not be run. */
package dev.functiongraph.async.contract.run;
