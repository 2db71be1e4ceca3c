/** The coverage of the contract by a run: operations, answers, their headers, and keywords that were broken. */
package dev.functiongraph.async.contract.coverage;
