/** The checks of random sequences of operations, judged by a model of what a correct server may answer. */
@NullMarked
package dev.functiongraph.async.contract.server.check.sequence;

import org.jspecify.annotations.NullMarked;
