package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The numbers of functions, kept in memory so that accepting costs no query. Used by one thread at a time. */
final class FunctionNumbers {
    private static final String ADD = "INSERT INTO function (urn) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String FIND = "SELECT id FROM function WHERE urn = ?";

    private final Session session;
    private final Map<FunctionUrn, Integer> known = new HashMap<>();

    FunctionNumbers(Session session) {
        this.session = session;
        session.onRollback(known::clear);
    }

    /** Within a transaction, which stores it if it is new. */
    int of(FunctionUrn function) throws SQLException {
        Integer number = known.get(function);
        if (number == null) {
            session.update(ADD, function.toString());
            number = session.first(row -> row.getInt(1), FIND, function.toString())
                    .orElseThrow();
            known.put(function, number);
        }
        return number;
    }
}
