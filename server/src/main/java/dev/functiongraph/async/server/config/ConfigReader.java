package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.units.Units;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings: those of the command line go before those of the environment, these before those of the file, these
 * before the defaults. An unknown key is refused, and all problems are told together.
 */
public final class ConfigReader {
    private static final String DOT_PREFIX = ServerConfig.PREFIX + ".";
    private static final String ENVIRONMENT_PREFIX = "FUNCTIONGRAPH_";

    private ConfigReader() {}

    /**
     * @param commandLine by key, without the prefix
     * @param environment by name, such as {@code FUNCTIONGRAPH_DATA_DIR}
     * @param file properties, such as {@code functiongraph.data-dir}
     * @throws InvalidConfigException with everything that is wrong
     */
    public static ServerConfig read(
            Map<String, String> commandLine, Map<String, String> environment, Optional<Path> file)
            throws InvalidConfigException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, Units::duration)
                .withMapping(ServerConfig.class)
                .withSources(new PropertiesConfigSource(prefixed(commandLine), "the command line", 500))
                .withSources(new PropertiesConfigSource(ours(environment), "the environment", 400));
        List<String> problems = new ArrayList<>();
        if (file.isPresent()) {
            PropertiesConfigSource source = source(file.get());
            source.getPropertyNames().stream()
                    .filter(key -> !key.startsWith(DOT_PREFIX))
                    .forEach(key -> problems.add(key + " is no setting: all begin with " + DOT_PREFIX));
            builder.withSources(source);
        }
        try {
            ServerConfig config = builder.build().getConfigMapping(ServerConfig.class);
            problems.addAll(Ranges.problems(config));
            if (problems.isEmpty()) {
                return config;
            }
        } catch (ConfigValidationException e) {
            for (int i = 0; i < e.getProblemCount(); i++) {
                problems.add(e.getProblem(i).getMessage());
            }
        }
        throw new InvalidConfigException(problems);
    }

    private static PropertiesConfigSource source(Path file) throws InvalidConfigException {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), 300);
        } catch (IOException e) {
            throw new InvalidConfigException(List.of(file + " cannot be read"));
        }
    }

    private static Map<String, String> prefixed(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put(DOT_PREFIX + key, value));
        return prefixed;
    }

    /** Not by an EnvConfigSource: that one passes over names which no setting has. */
    private static Map<String, String> ours(Map<String, String> environment) {
        Map<String, String> ours = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length());
                ours.put(DOT_PREFIX + key.toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        return ours;
    }
}
