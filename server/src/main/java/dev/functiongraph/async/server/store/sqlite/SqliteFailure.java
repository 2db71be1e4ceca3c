package dev.functiongraph.async.server.store.sqlite;

import java.sql.SQLException;

/** Plain words for an error of SQLite, whose own texts are for those who know its source. */
enum SqliteFailure {
    PERMISSION("there is no permission to open it"),
    BUSY("another process holds its write lock"),
    MEMORY("there is not enough memory"),
    READ_ONLY("it may only be read: its file, its directory or its file system is read-only"),
    INPUT_OUTPUT("the operating system reports an error of the disk"),
    DAMAGED("it is damaged"),
    FULL("the disk is full"),
    NOT_OPENED("it cannot be opened: its directory or one of its files may be missing, or there is no permission"),
    NOT_A_DATABASE("it is not a SQLite database, or its beginning was overwritten"),
    OTHER("SQLite reports an error");

    private static final int PRIMARY = 0xff;

    private final String words;

    SqliteFailure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** @param failure itself an error of SQLite, or caused by one */
    static SqliteFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && error.getErrorCode() != 0) {
                return of(error.getErrorCode() & PRIMARY);
            }
        }
        return OTHER;
    }

    private static SqliteFailure of(int code) {
        return switch (code) {
            case 3, 23 -> PERMISSION;
            case 5, 6, 15 -> BUSY;
            case 7 -> MEMORY;
            case 8 -> READ_ONLY;
            case 10 -> INPUT_OUTPUT;
            case 11 -> DAMAGED;
            case 13 -> FULL;
            case 14 -> NOT_OPENED;
            case 26 -> NOT_A_DATABASE;
            default -> OTHER;
        };
    }
}
