/** An example of a command that the kit can check: the project's own client. The kit itself does not use it. */
package dev.functiongraph.async.contract.example;
