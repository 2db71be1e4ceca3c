package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The kinds of answers that correct servers give in a run of the kit, with their headers and properties. */
final class SeenPlaces {
    private final Map<Place, TreeSet<String>> headers =
            new TreeMap<>(Comparator.comparing((Place place) -> place.operation() + place.status())
                    .thenComparing(Place::guarded));
    private final Map<Place, Map<String, JsonNode>> properties =
            new TreeMap<>(Comparator.comparing((Place place) -> place.operation() + place.status())
                    .thenComparing(Place::guarded));

    /** What a run against a server without credentials, and what one with a token meets. */
    static SeenPlaces ofRuns() throws Exception {
        SeenPlaces seen = new SeenPlaces();
        seen.run(new Model() {
            @Override
            Reply answer(Incoming request) {
                return seen.note(request, super.answer(request), false);
            }
        });
        seen.run(new FaultyCredentials.Guarded() {
            @Override
            Reply answer(Incoming request) {
                return seen.note(request, super.answer(request), true);
            }
        });
        // Without credentials all but these two are the same.
        seen.headers.keySet().removeIf(place -> place.guarded() && place.status() != 401 && place.status() != 403);
        seen.properties.keySet().retainAll(seen.headers.keySet());
        return seen;
    }

    private void run(Model model) throws Exception {
        try (ZooServer server = ZooServer.start(model, new WireReader(), new WireWriter())) {
            ServerSettings settings = ServerSettings.of(server.uri()).withCases(4);
            Optional<String> token = model.token();
            new ServerConformance(token.isPresent() ? settings.withToken(token.get()) : settings)
                    .run(Selection.ALL, KnownFailures.NONE, Progress.NONE);
        }
    }

    private synchronized Reply note(Incoming request, Reply reply, boolean guarded) {
        Place place = Place.of(request, reply, guarded);
        reply.headers().names().forEach(headers.computeIfAbsent(place, any -> new TreeSet<>())::add);
        Map<String, JsonNode> names = properties.computeIfAbsent(place, any -> new TreeMap<>());
        visit(json(reply), (name, value) -> names.putIfAbsent(name, value));
        return reply;
    }

    static JsonNode json(Reply reply) {
        try {
            return Reply.JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The receiver of a property's path, such as {@code invocations[].status}, and its value. */
    @FunctionalInterface
    interface Property {
        void is(String name, JsonNode value);
    }

    private static void visit(JsonNode body, Property property) {
        body.properties().forEach(field -> {
            property.is(field.getKey(), field.getValue());
            field.getValue()
                    .forEach(each -> visit(each, (name, value) -> property.is(field.getKey() + "[]." + name, value)));
        });
    }

    void forEachPlace(Consumer<Place> consumer) {
        headers.keySet().forEach(consumer);
    }

    Iterable<String> headers(Place place) {
        return headers.get(place);
    }

    Map<String, JsonNode> properties(Place place) {
        return properties.get(place);
    }
}
