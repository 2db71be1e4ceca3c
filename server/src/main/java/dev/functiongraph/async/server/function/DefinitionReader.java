package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.files.FileProblem;
import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.units.Units;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The reader of one entry of {@code functions.yaml}. A part that is wrong is reported, unless the schema has done
 * that, and replaced by its default: so that the other parts can be checked, too.
 */
final class DefinitionReader {
    /** FunctionGraph's own default is 3 s; its longest timeout is 259,200 s. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration MAX_TIMEOUT = Duration.ofDays(3);
    private static final int DEFAULT_CONCURRENCY = 10;
    private static final int MAX_CONCURRENCY = 1000;
    private static final int DEFAULT_EVENT_AGE_SECONDS = 3600;
    private static final RuntimeDefinition UNKNOWN_RUNTIME = new RuntimeDefinition.Java("");

    private final JsonNode entry;
    private final Path directory;
    private final Function<RuntimeDefinition, Optional<String>> runtimeProblem;
    private final List<FileProblem> problems;

    DefinitionReader(
            JsonNode entry,
            Path directory,
            Function<RuntimeDefinition, Optional<String>> runtimeProblem,
            List<FileProblem> problems) {
        this.entry = entry;
        this.directory = directory;
        this.runtimeProblem = runtimeProblem;
        this.problems = problems;
    }

    /** @return empty if the entry has no usable URN */
    Optional<FunctionDefinition> read() {
        RuntimeDefinition runtime = runtime(entry.path("runtime"));
        Duration timeout =
                text(entry.path("timeout"), DefinitionReader::timeout).orElse(DEFAULT_TIMEOUT);
        int concurrency = entry.path("concurrency").asInt(DEFAULT_CONCURRENCY);
        Set<String> aliases = new LinkedHashSet<>();
        entry.path("aliases")
                .forEach(alias -> text(alias, DefinitionReader::alias).ifPresent(aliases::add));
        AsyncSettings async = async(entry.path("async"));
        return text(entry.path("urn"), FunctionUrn::parse)
                .map(urn -> new FunctionDefinition(
                        urn,
                        entry.path("enabled").asBoolean(true),
                        runtime,
                        timeout,
                        concurrency > MAX_CONCURRENCY ? DEFAULT_CONCURRENCY : concurrency,
                        Set.copyOf(aliases),
                        async));
    }

    /** Reports a problem of a value, if it is the first one of that value. */
    private void problem(JsonNode value, String text) {
        FileProblem problem = FileProblem.at(value, entry.path("urn").asText("an entry without a urn") + ": " + text);
        if (problems.stream().noneMatch(problem::isAtThePlaceOf)) {
            problems.add(problem);
        }
    }

    /** @return empty if it is no text, which the schema reports, or if the parser refuses it */
    private <T> Optional<T> text(JsonNode value, Function<String, T> parser) {
        if (!value.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value.textValue()));
        } catch (IllegalArgumentException e) {
            problem(value, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private RuntimeDefinition runtime(JsonNode runtime) {
        Optional<Language> language = Stream.of(Language.values())
                .filter(known -> known.type().equals(runtime.path("type").asText()))
                .findFirst();
        if (language.isPresent()) {
            return child(runtime, language.get());
        }
        boolean isJava = runtime.path("type").asText().equals("java");
        JsonNode place = runtime.path(isJava ? "handler" : "url");
        Optional<RuntimeDefinition> definition = isJava
                ? text(place, RuntimeDefinition.Java::new)
                : text(place, text -> new RuntimeDefinition.Container(url(text)));
        definition.flatMap(runtimeProblem).ifPresent(problem -> problem(place, problem));
        return definition.orElse(UNKNOWN_RUNTIME);
    }

    private RuntimeDefinition child(JsonNode runtime, Language language) {
        ChildReader reader = new ChildReader(runtime, directory, this::problem);
        RuntimeDefinition.Child child = reader.read(language);
        if (reader.isComplete()) {
            runtimeProblem.apply(child).ifPresent(problem -> problem(runtime.path("code"), problem));
        }
        return child;
    }

    /** The message does not repeat the URL, which may contain a password. */
    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the url of a container is malformed at its character " + (e.getIndex() + 1));
        }
    }

    private static Duration timeout(String text) {
        Duration timeout = Units.duration(text);
        if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the timeout must be longer than 0 and at most 3d");
        }
        return timeout;
    }

    private static String alias(String text) {
        FunctionUrn.requireAlias(text);
        return text;
    }

    private AsyncSettings async(JsonNode async) {
        JsonNode destinations = async.path("destination_config");
        return new AsyncSettings(
                async.path("max_async_retry_attempts").asInt(0),
                Duration.ofSeconds(async.path("max_async_event_age_in_seconds").asInt(DEFAULT_EVENT_AGE_SECONDS)),
                new Destinations(
                        destination(destinations.path("on_success")), destination(destinations.path("on_failure"))));
    }

    private Optional<FunctionUrn> destination(JsonNode destination) {
        return text(destination.path("param").path("func_urn"), urn -> {
            try {
                return FunctionUrn.parse(urn);
            } catch (MalformedUrnException e) {
                // The problem begins with the URN of the function, which is another one.
                throw new MalformedUrnException("its destination " + urn + ": " + e.getMessage());
            }
        });
    }
}
