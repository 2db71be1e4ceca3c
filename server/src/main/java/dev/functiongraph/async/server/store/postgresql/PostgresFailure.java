package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plain words for an error of PostgreSQL, of its driver or of the connections to it. */
enum PostgresFailure {
    UNREACHABLE("no server that takes writes can be reached there"),
    NO_FREE_CONNECTION("all connections to it are in use"),
    LOGIN_REFUSED("it refuses the login: user or password are wrong or missing"),
    NO_SUCH_DATABASE("there is no database of that name"),
    PERMISSION("the user lacks a permission in it"),
    READ_ONLY("it may only be read: it is a standby, or was made read-only"),
    DISK_FULL("its disk is full"),
    TOO_MANY_CONNECTIONS("it takes no more connections"),
    MEMORY("it has not enough memory"),
    INPUT_OUTPUT("it reports an error of its disk"),
    DAMAGED("it is damaged"),
    STARTING("it is starting or stopping"),
    SLOW("it did not answer in time"),
    LOCKED("a lock was not free in time"),
    CONFLICT("another transaction was in the way"),
    REFUSED("it refuses what is to be stored"),
    OTHER_SCHEMA("its tables are missing, or not those of this version"),
    UNSUPPORTED("it lacks something that is needed"),
    CONNECTION_LOST("the connection to it was lost"),
    OTHER("it reports an error");

    /** Classes of errors that a statement's own values cause, or a trigger raises. */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "27", "44", "54", "P0");

    private final String words;

    PostgresFailure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** @param cause whose words these are */
    StoreException exception(Throwable cause) {
        return new StoreException("the database cannot be used: " + words, cause);
    }

    /**
     * Whether a commit that ended so may have taken effect all the same. Of most errors it is certain that it has not,
     * because the server itself reports them, and takes the whole transaction back.
     */
    boolean mayHaveCommitted() {
        return switch (this) {
            case CONNECTION_LOST, STARTING, SLOW, INPUT_OUTPUT, DAMAGED, OTHER -> true;
            default -> false;
        };
    }

    /** The same of anything that ended a commit: what is no error of a database was thrown by this program. */
    static boolean mayHaveCommitted(Throwable cause) {
        return cause instanceof SQLException && of(cause).mayHaveCommitted();
    }

    /** Whether one of several writes may be the reason, and the others succeed without it. */
    boolean isOfOneWrite() {
        return this == CONFLICT || this == LOCKED || this == REFUSED || this == OTHER;
    }

    /** Whether it says that nothing else can be read or written either. */
    boolean isAway() {
        return this == UNREACHABLE || this == CONNECTION_LOST || this == STARTING;
    }

    /** Whether a connection that reports this will do no better next time, although it is open. */
    boolean spoilsConnection() {
        return switch (this) {
            case READ_ONLY, CONNECTION_LOST, STARTING -> true;
            default -> false;
        };
    }

    /** @param failure itself an error of a database, or caused by one */
    static PostgresFailure of(Throwable failure) {
        PostgresFailure found = OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                found = NO_FREE_CONNECTION; // Unless its cause says more: why none could be opened.
            } else if (cause instanceof SQLException error && error.getSQLState() != null) {
                return ofState(error.getSQLState());
            }
        }
        return found;
    }

    private static PostgresFailure ofState(@Nullable String state) {
        return switch (state == null ? "" : state) {
            case "08001" -> UNREACHABLE;
            case "08004" -> LOGIN_REFUSED;
            case "3D000" -> NO_SUCH_DATABASE;
            case "42501" -> PERMISSION;
            case "25006" -> READ_ONLY;
            case "53100" -> DISK_FULL;
            case "53300" -> TOO_MANY_CONNECTIONS;
            case "53200" -> MEMORY;
            case "58030" -> INPUT_OUTPUT;
            case "XX001", "XX002" -> DAMAGED;
            case "57P01", "57P02", "57P03" -> STARTING;
            case "57014" -> SLOW;
            case "55P03" -> LOCKED;
            case "40001", "40P01", "23505" -> CONFLICT;
            case "42P01", "42703", "3F000" -> OTHER_SCHEMA;
            case "0A000", "42704", "42883" -> UNSUPPORTED;
            case "25P03", "25P04", "57P05" -> CONNECTION_LOST;
            default -> ofClass(state == null ? "" : state);
        };
    }

    private static PostgresFailure ofClass(String state) {
        if (state.startsWith("08")) {
            return CONNECTION_LOST;
        }
        if (REFUSALS.contains(state.substring(0, Math.min(2, state.length())))) {
            return REFUSED;
        }
        return state.startsWith("28") ? LOGIN_REFUSED : OTHER;
    }
}
