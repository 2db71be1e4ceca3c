/** An example of a command that the kit can check: the project's own client. The kit itself does not use it. */
@NullMarked
package dev.functiongraph.async.contract.example;

import org.jspecify.annotations.NullMarked;
