/** The runtimes of functions: in event containers, and inside the server. Also the types that a Java function is written against. */
package dev.functiongraph.async.server.runtime;
