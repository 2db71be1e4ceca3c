package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A page of records: the newest of each function; then the newest of all. */
public final class NewestRecords {
    private static final String FUNCTIONS = "SELECT urn FROM function";

    private NewestRecords() {}

    /** @param ofFunction what fits the query of one function, at least as many as it asks for if there are so many */
    public static List<InvocationRecord> list(Session on, Query query, OfFunction ofFunction) throws SQLException {
        List<InvocationRecord> found = new ArrayList<>();
        for (String function : functions(on, query)) {
            found.addAll(ofFunction.list(on, function, query));
        }
        found.sort(Comparator.comparingLong(InvocationRecord::sequence).reversed());
        return List.copyOf(found.subList(0, Math.min(found.size(), query.limit())));
    }

    private static List<String> functions(Session on, Query query) throws SQLException {
        return query.function().isPresent()
                ? List.of(query.function().get().toString())
                : on.query(row -> row.getString(1), FUNCTIONS);
    }

    /** The records of one function, named by its URN. */
    @FunctionalInterface
    public interface OfFunction {
        List<InvocationRecord> list(Session on, String function, Query query) throws SQLException;
    }
}
