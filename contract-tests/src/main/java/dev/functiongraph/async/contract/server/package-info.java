/** The checks of a server: any server, over HTTP alone. */
package dev.functiongraph.async.contract.server;
