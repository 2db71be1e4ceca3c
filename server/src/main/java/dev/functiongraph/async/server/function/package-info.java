/** Functions: their names, their definitions, and the file that lists them. */
package dev.functiongraph.async.server.function;
