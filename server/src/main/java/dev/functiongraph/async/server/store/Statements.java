package dev.functiongraph.async.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The statements of one connection, each prepared once. Used by one thread. */
final class Statements {
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** @param parameters set in their order; any type that the driver takes as it is */
    PreparedStatement bind(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    int update(Connection connection, String sql, Object... parameters) throws SQLException {
        return bind(connection, sql, parameters).executeUpdate();
    }
}
