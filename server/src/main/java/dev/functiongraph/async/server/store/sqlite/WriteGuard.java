package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;

/** The checks before and after each write of a {@link BatchWriter}. Used by its thread alone. */
interface WriteGuard {
    /** @throws StoreException if what is written now may be lost */
    void before();

    /** @throws StoreException if what was just written may be lost */
    void after();

    void failed(Throwable cause);

    /** Once in a while, when nobody waits for a write. */
    void tidy(Session session);
}
