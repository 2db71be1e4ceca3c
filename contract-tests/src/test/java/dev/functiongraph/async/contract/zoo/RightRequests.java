package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Right requests, and small changes to texts of which others are made. */
final class RightRequests {
    static final String URN = "urn:fss:xxxxxxxxxxx:" + Model.PROJECT + ":function:default:test:latest";
    static final List<String> OPERATIONS = List.of("invocations-async", "async-invocations", "cancel");
    static final String CANCELLATION = "{\"request_id\":\"$id0$\"}";

    private RightRequests() {}

    static String path(String urn, String last) {
        return "/v2/" + Model.PROJECT + "/fgs/functions/" + urn + "/" + last;
    }

    static Message invoke(String body) {
        return to("invocations-async", path(URN, "invocations-async"), body);
    }

    static Message list(String query) {
        return Message.of("GET", path(URN, "async-invocations") + (query.isEmpty() ? "" : "?" + query));
    }

    static Message cancel(String body) {
        return to("cancel", path(URN, "cancel"), body);
    }

    /** Anything that is to be right but for its path. */
    static Message at(String operation, String path) {
        return to(operation, path, operation.equals("cancel") ? CANCELLATION : "{}");
    }

    private static Message to(String operation, String path, String body) {
        return operation.equals("async-invocations")
                ? Message.of("GET", path)
                : Message.of("POST", path)
                        .with("Content-Type", "application/json")
                        .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The text with a few of its characters removed, exchanged or added. */
    static String changed(String text, String characters, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            char other = characters.charAt(random.nextInt(characters.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.insert(at, other);
                case 1 -> changed.replace(at, Math.min(at + 1, changed.length()), "" + other);
                default -> changed.delete(at, Math.min(at + 1, changed.length()));
            }
        }
        return changed.toString();
    }

    /** The words of a text, which white space separates; {@code ''} is one of no characters. */
    static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(word -> word.equals("''") ? "" : word)
                .toList();
    }

    /** Words that are nearly the same. */
    static List<String> neighbors(String word) {
        List<String> near = new ArrayList<>(List.of(
                word.toUpperCase(Locale.ROOT),
                word.toLowerCase(Locale.ROOT),
                Character.toUpperCase(word.charAt(0)) + word.substring(1),
                word.replace('-', '_'),
                word.replace('_', '-'),
                word + "s",
                word + "2",
                word + "-x",
                "x" + word,
                "x-" + word,
                word.substring(1),
                word.substring(0, word.length() - 1),
                word.substring(0, 1),
                word + word));
        near.removeIf(word::equals);
        return near;
    }
}
