package dev.functiongraph.async.server.credentials;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What credentials are for. */
public enum Role {
    /** Invokes, lists and cancels, in its projects. */
    CALLER,
    /** Only lists, in its projects. */
    READER,
    /** Looks after the server. */
    OPERATOR,
    /** The same, and changes nothing. */
    OPERATOR_READER;

    /** As it is written in the file and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(Role::text).toList();
    }

    /** Otherwise it is of projects. */
    public boolean isOperator() {
        return this == OPERATOR || this == OPERATOR_READER;
    }

    public boolean mayChange() {
        return this == CALLER || this == OPERATOR;
    }
}
