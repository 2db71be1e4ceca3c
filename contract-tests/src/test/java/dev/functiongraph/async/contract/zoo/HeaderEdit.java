package dev.functiongraph.async.contract.zoo;

import java.util.Locale;
import java.util.UUID;

/** A change to one header of an answer. */
enum HeaderEdit {
    DROP,
    TWICE,
    EMPTY,
    GARBAGE,
    LONGER,
    OTHER_CASE,
    THE_CALLERS,
    CONSTANT;

    Reply apply(Reply reply, String name, Incoming request) {
        return reply.headers()
                .first(name)
                .map(value -> apply(reply, name, value, request))
                .orElse(reply);
    }

    private Reply apply(Reply reply, String name, String value, Incoming request) {
        return switch (this) {
            case DROP -> reply.without(name);
            case TWICE -> reply.with(name, isId(value) ? UUID.randomUUID().toString() : value);
            case EMPTY -> reply.replacing(name, "");
            case GARBAGE -> reply.replacing(name, "garbage!");
            case LONGER -> reply.replacing(name, value + "x".repeat(100));
            case OTHER_CASE ->
                reply.replacing(
                        name,
                        value.equals(value.toLowerCase(Locale.ROOT))
                                ? value.toUpperCase(Locale.ROOT)
                                : value.toLowerCase(Locale.ROOT));
            case THE_CALLERS ->
                request.header(name)
                        .map(callers -> reply.replacing(name, callers))
                        .orElse(reply);
            case CONSTANT ->
                isId(value) ? reply.replacing(name, "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826") : reply.without(name);
        };
    }

    private static boolean isId(String value) {
        return value.matches("(?i)[0-9a-f-]{36}");
    }
}
