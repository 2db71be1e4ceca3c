package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;

/** The checks of a database's files before and after each write, and of the size of its log. */
final class DatabaseGuard implements WriteGuard {
    private final OpenFiles files;
    private final LogSize log;
    private final WriteIncidents incidents;

    DatabaseGuard(OpenFiles files, LogSize log, WriteIncidents incidents) {
        this.files = files;
        this.log = log;
        this.incidents = incidents;
    }

    @Override
    public void before() {
        files.beforeWrite();
    }

    @Override
    public void after() {
        files.afterWrite();
        incidents.worked();
    }

    @Override
    public void failed(Throwable cause) {
        incidents.failed(cause);
    }

    @Override
    public void tidy(Session session) {
        try {
            if (log.isDue(files.logBytes())) {
                files.beforeWrite();
                log.shorten(session, files.logBytes());
                files.afterWrite();
            }
        } catch (SQLException | StoreException e) {
            incidents.failed(e);
        }
    }
}
