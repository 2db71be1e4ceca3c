package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers of the functions in the database, which stay the same for ever. Thread-safe. */
final class FunctionIds {
    private static final String ADD = """
            INSERT INTO function (urn) SELECT * FROM unnest(?::text[]) AS new (urn) ORDER BY urn
            ON CONFLICT DO NOTHING""";
    private static final String FIND = "SELECT id, urn FROM function WHERE urn = ANY (?::text[])";

    private final Connections connections;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final Map<Integer, FunctionUrn> urns = new ConcurrentHashMap<>();

    FunctionIds(Connections connections) {
        this.connections = connections;
    }

    /** To be called before the transaction that needs them: what that one does may be taken back. */
    void learn(Collection<FunctionUrn> functions) throws SQLException {
        List<String> unknown = functions.stream()
                .map(FunctionUrn::toString)
                .filter(urn -> !known.containsKey(urn))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            connections.writing(on -> on.update(ADD, on.array("text", unknown)));
            connections.writing(on ->
                    on.query(row -> learn(row.getInt("id"), row.getString("urn")), FIND, on.array("text", unknown)));
        }
    }

    /** @return the function */
    FunctionUrn learn(int id, String urn) {
        known.put(urn, id);
        return urns.computeIfAbsent(id, any -> FunctionUrn.parse(urn));
    }

    /** The number of a function that was learned before. */
    int of(FunctionUrn function) {
        return Objects.requireNonNull(known.get(function.toString()));
    }

    /** The number of a function, if that was learned before. */
    Optional<Integer> find(FunctionUrn function) {
        return Optional.ofNullable(known.get(function.toString()));
    }

    /** The function of a number, if that was learned before. */
    Optional<FunctionUrn> find(int id) {
        return Optional.ofNullable(urns.get(id));
    }
}
