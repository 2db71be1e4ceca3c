/** The runner of checks, and its verdicts: passed, failed, known failure, could not run, not applicable. */
package dev.functiongraph.async.contract.run;
