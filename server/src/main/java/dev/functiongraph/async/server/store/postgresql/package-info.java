/** The store on PostgreSQL, which several servers share. */
@NullMarked
package dev.functiongraph.async.server.store.postgresql;

import org.jspecify.annotations.NullMarked;
