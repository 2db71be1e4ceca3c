/** The store in one SQLite database, with the care for its files. */
package dev.functiongraph.async.server.store.sqlite;
