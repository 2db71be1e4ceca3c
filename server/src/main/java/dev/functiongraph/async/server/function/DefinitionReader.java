package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.units.Units;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Makes a definition of an entry of {@code functions.yaml} that its schema has accepted. */
final class DefinitionReader {
    /** FunctionGraph's own default is 3 s; its longest time-out is 259,200 s. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(259_200);
    private static final int DEFAULT_CONCURRENCY = 10;
    private static final int DEFAULT_EVENT_AGE_SECONDS = 3600;

    private DefinitionReader() {}

    static FunctionDefinition read(JsonNode entry) {
        Set<String> aliases = new LinkedHashSet<>();
        entry.path("aliases").forEach(alias -> {
            FunctionUrn.requireAlias(alias.asText());
            aliases.add(alias.asText());
        });
        return new FunctionDefinition(
                FunctionUrn.parse(entry.get("urn").asText()),
                entry.path("enabled").asBoolean(true),
                runtime(entry.get("runtime")),
                timeout(entry.path("timeout")),
                entry.path("concurrency").asInt(DEFAULT_CONCURRENCY),
                Set.copyOf(aliases),
                async(entry.path("async")));
    }

    private static RuntimeDefinition runtime(JsonNode runtime) {
        return runtime.get("type").asText().equals("java")
                ? new RuntimeDefinition.Java(runtime.get("handler").asText())
                : new RuntimeDefinition.Container(url(runtime.get("url").asText()));
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

    private static Duration timeout(JsonNode text) {
        Duration timeout = text.isMissingNode() ? DEFAULT_TIMEOUT : Units.duration(text.asText());
        if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the timeout must be longer than 0 and at most 3d");
        }
        return timeout;
    }

    private static AsyncSettings async(JsonNode async) {
        return new AsyncSettings(
                async.path("max_async_retry_attempts").asInt(0),
                Duration.ofSeconds(async.path("max_async_event_age_in_seconds").asInt(DEFAULT_EVENT_AGE_SECONDS)),
                destinations(async.path("destination_config")));
    }

    private static Destinations destinations(JsonNode config) {
        return new Destinations(destination(config.path("on_success")), destination(config.path("on_failure")));
    }

    private static Optional<FunctionUrn> destination(JsonNode destination) {
        if (destination.isMissingNode()) {
            return Optional.empty();
        }
        String urn = destination.get("param").get("func_urn").asText();
        try {
            return Optional.of(FunctionUrn.parse(urn));
        } catch (MalformedUrnException e) {
            // A problem bears the URN of its function, which is another one.
            throw new MalformedUrnException("its destination " + urn + ": " + e.getMessage());
        }
    }
}
