package dev.functiongraph.async.compatibility;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands in a spec's operations under one of some keywords, or is referred to from there. */
final class Reach {

    private final List<String> keywords;
    private final Set<String> references = new HashSet<>();

    Reach(JsonNode spec, String... keywords) {
        this.keywords = List.of(keywords);
        Deque<JsonNode> left = new ArrayDeque<>();
        this.keywords.forEach(keyword -> left.addAll(spec.path("paths").findValues(keyword)));
        while (!left.isEmpty()) {
            for (String reference : left.pop().findValuesAsText("$ref")) {
                String pointer = reference.substring("#".length());
                if (references.add(pointer)) {
                    left.add(spec.at(pointer));
                }
            }
        }
    }

    boolean holds(JsonPointer place) {
        String text = place.toString();
        return references.stream().anyMatch(pointer -> text.startsWith(pointer + "/"))
                || (text.startsWith("/paths/") && keywords.stream().anyMatch(word -> text.contains("/" + word + "/")));
    }
}
