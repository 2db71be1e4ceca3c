/** The store in one SQLite database, with the care for its files. */
@NullMarked
package dev.functiongraph.async.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
