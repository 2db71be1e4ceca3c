package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The parser of events: one JSON object whose values are strings, or where the operator allows it any JSON, kept byte
 * by byte as it came; or the literal null, which is the empty event. Thread-safe.
 */
final class EventParser {
    private static final int SHOWN_KEY_CHARS = 64;
    /** What reads an event may use its stack for that: a thousand levels are too many for some. */
    private static final int MAX_DEPTH = 500;

    private final boolean anyValues;

    /** @param anyValues whether values may be any JSON */
    EventParser(boolean anyValues) {
        this.anyValues = anyValues;
    }

    /** @throws RefusedException if the body is anything else */
    Event parse(byte[] body) {
        try (JsonParser parser = JsonText.FACTORY.createParser(JsonText.decode(body))) {
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                requireEnd(parser);
                return Event.EMPTY;
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("the event must be one JSON object, found " + kind(parser.currentToken()), parser);
            }
            readObject(parser, 1);
            requireEnd(parser);
            return new Event(body);
        } catch (JsonProcessingException e) {
            throw RefusedException.malformed("malformed JSON" + JsonText.place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readObject(JsonParser parser, int depth) throws IOException {
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (!keys.add(parser.currentName())) {
                throw wrong("duplicate key " + shown(parser.currentName()), parser);
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING && !anyValues) {
                String found = kind(parser.currentToken());
                throw wrong(
                        "the value of " + shown(parser.currentName()) + " must be a string, found " + found, parser);
            }
            readValue(parser, depth);
        }
    }

    private void readValue(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            // The parser reads a string only when it is asked for it; what is wrong inside shows then.
            parser.getTextLength();
        } else if (parser.currentToken().isStructStart() && depth == MAX_DEPTH) {
            throw wrong("nested more than " + MAX_DEPTH + " deep", parser);
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            readObject(parser, depth + 1);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readValue(parser, depth + 1);
            }
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw wrong("unexpected content after the event", parser);
        }
    }

    private static RefusedException wrong(String what, JsonParser parser) {
        return RefusedException.malformed(what + JsonText.place(parser.currentTokenLocation()));
    }

    private static String kind(JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_STRING -> "a string";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            default -> "something else";
        };
    }

    private static String shown(String key) {
        String start = key.length() > SHOWN_KEY_CHARS ? key.substring(0, SHOWN_KEY_CHARS) + "..." : key;
        // Half of a surrogate pair cannot be written as UTF-8.
        String writable = new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(writable)) + '"';
    }
}
