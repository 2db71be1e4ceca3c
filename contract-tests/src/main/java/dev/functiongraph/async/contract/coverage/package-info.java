/** The coverage of the contract by a run: operations, answers, their headers, and keywords that were broken. */
@NullMarked
package dev.functiongraph.async.contract.coverage;

import org.jspecify.annotations.NullMarked;
