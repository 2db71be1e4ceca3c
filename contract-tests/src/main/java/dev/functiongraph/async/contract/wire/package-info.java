/** Sends bytes and reads answers, without a library in between that would mend either. */
package dev.functiongraph.async.contract.wire;
