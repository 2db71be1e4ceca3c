/** The process as a whole: its standard streams, its memory, the status it ends with. */
package dev.functiongraph.async.server.process;
