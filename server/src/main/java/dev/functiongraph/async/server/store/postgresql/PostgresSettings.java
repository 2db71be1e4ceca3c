package dev.functiongraph.async.server.store.postgresql;

import java.util.Optional;

/**
 * The place of the database, and how to log in there. Its text contains no password.
 *
 * @param url of JDBC, with whatever parameters the driver knows; theirs have precedence
 * @param user if the URL names none
 * @param writers at most so many connections for what is written
 * @param readers at most so many connections for what is listed and shown
 * @param allowLossOfAccepted whether a database is used that may lose what it has committed
 */
public record PostgresSettings(
        String url,
        Optional<String> user,
        Optional<String> password,
        int writers,
        int readers,
        boolean allowLossOfAccepted) {
    private static final int WRITERS = 4;
    private static final int READERS = 4;

    public static PostgresSettings of(
            String url, Optional<String> user, Optional<String> password, boolean allowLossOfAccepted) {
        return new PostgresSettings(url, user, password, WRITERS, READERS, allowLossOfAccepted);
    }

    /** The URL without its parameters, among which there may be secrets. */
    public String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return place();
    }
}
