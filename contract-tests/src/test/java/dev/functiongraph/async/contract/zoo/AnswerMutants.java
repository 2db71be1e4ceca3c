package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Servers that answer otherwise: each status, header, property and body, of each kind of answer that a run meets. */
final class AnswerMutants {
    private static final List<Integer> STATUSES = List.of(200, 201, 202, 204, 400, 404, 409, 422, 429, 500, 503);
    private static final Map<String, String> MORE_HEADERS =
            Map.of("X-Powered-By", "zoo", "Content-Encoding", "gzip", "Retry-After", "0", "Transfer-Encoding", "gzip");
    private static final Map<String, UnaryOperator<String>> BODIES = bodies();

    private final SeenPlaces seen;
    private final List<Mutant> mutants = new ArrayList<>();

    private AnswerMutants(SeenPlaces seen) {
        this.seen = seen;
    }

    static List<Mutant> all() throws Exception {
        AnswerMutants all = new AnswerMutants(SeenPlaces.ofRuns());
        all.seen.forEachPlace(all::add);
        return all.mutants;
    }

    private void add(Place place) {
        for (int status : STATUSES) {
            if (status != place.status()) {
                String open = AnswerFreedom.ofStatus(place, status);
                add(place, "status " + status, "", open, (request, reply) -> reply.withStatus(status));
            }
        }
        for (String name : seen.headers(place)) {
            for (HeaderEdit edit : HeaderEdit.values()) {
                add(
                        place,
                        name(edit),
                        name,
                        AnswerFreedom.of(name, edit),
                        (request, reply) -> edit.apply(reply, name, request));
            }
        }
        MORE_HEADERS.forEach((name, value) -> add(
                place,
                name + ": " + value,
                "",
                AnswerFreedom.ofMore(name, place),
                (request, reply) -> reply.with(name, value)));
        seen.properties(place).forEach((name, value) -> addProperty(place, name, value));
        BODIES.forEach((name, change) ->
                add(place, name, "body", "", (request, reply) -> reply.withBody(change.apply(reply.text()))));
    }

    private void addProperty(Place place, String name, JsonNode value) {
        for (PropertyEdit edit : PropertyEdit.values()) {
            if (edit.fits(value)) {
                add(place, name(edit), name, AnswerFreedom.of(name, edit), (request, reply) -> {
                    JsonNode body = SeenPlaces.json(reply);
                    edit.applyWithin(body, name, request);
                    return reply.withBody(body.toString());
                });
            }
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        add(
                place,
                "twice",
                name,
                "",
                (request, reply) -> reply.withBody(
                        reply.text().replaceFirst("\"" + last + "\":", "\"" + last + "\":\"\",\"" + last + "\":")));
    }

    private static String name(Enum<?> edit) {
        return edit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void add(
            Place place, String operator, String part, String open, BiFunction<Incoming, Reply, Reply> change) {
        String where = part.isEmpty() ? place.toString() : place + " " + part;
        mutants.add(Mutant.of(
                operator,
                where,
                open,
                () -> place.guarded()
                        ? new FaultyCredentials.Guarded() {
                            @Override
                            Reply answer(Incoming request) {
                                return changed(request, super.answer(request), place, change);
                            }
                        }
                        : new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                return changed(request, super.answer(request), place, change);
                            }
                        }));
    }

    private static Reply changed(
            Incoming request, Reply reply, Place place, BiFunction<Incoming, Reply, Reply> change) {
        return Place.of(request, reply, place.guarded()).equals(place) && !isWithoutBody(request)
                ? change.apply(request, reply)
                : reply;
    }

    private static boolean isWithoutBody(Incoming request) {
        return Set.of("HEAD", "OPTIONS").contains(request.method());
    }

    private static Map<String, UnaryOperator<String>> bodies() {
        Map<String, UnaryOperator<String>> bodies = new LinkedHashMap<>();
        bodies.put("empty", body -> "");
        bodies.put("in a list", body -> "[" + body + "]");
        bodies.put("as a text", body -> "\"" + body.replace("\"", "\\\"") + "\"");
        bodies.put("as HTML", body -> "<html><body>" + body + "</body></html>");
        bodies.put("twice", body -> body + body);
        bodies.put("cut", body -> body.substring(0, body.length() - 1));
        bodies.put("with a byte order mark", body -> "\uFEFF" + body);
        bodies.put("with single quotes", body -> body.replace('"', '\''));
        bodies.put("in UTF-16", body -> new String(body.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_8));
        bodies.put("in another object", body -> "{\"data\":" + body + "}");
        bodies.put("null", body -> "null");
        return bodies;
    }
}
