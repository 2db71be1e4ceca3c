/** The runtimes of functions: Java handlers and event containers. */
package dev.functiongraph.async.server.runtime;
