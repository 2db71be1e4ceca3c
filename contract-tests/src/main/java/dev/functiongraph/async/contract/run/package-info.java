/** The runner of checks, and its verdicts: passed, failed, known failure, could not run, not applicable. */
@NullMarked
package dev.functiongraph.async.contract.run;

import org.jspecify.annotations.NullMarked;
