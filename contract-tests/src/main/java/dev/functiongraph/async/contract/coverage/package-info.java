/** Tells how much of the contract a run has seen: operations, answers, their headers, and keywords that were broken. */
package dev.functiongraph.async.contract.coverage;
