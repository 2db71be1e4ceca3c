/** The parts that all stores in SQL databases share: sessions, and the meaning of rows. */
@NullMarked
package dev.functiongraph.async.server.store.sql;

import org.jspecify.annotations.NullMarked;
