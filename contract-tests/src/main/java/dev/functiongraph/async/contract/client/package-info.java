/** The checks of a client: any client that a command can start, judged by what it sends and what it understands. */
package dev.functiongraph.async.contract.client;
