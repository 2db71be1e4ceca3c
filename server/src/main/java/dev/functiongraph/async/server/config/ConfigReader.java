package dev.functiongraph.async.server.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
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

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

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
        ConfigReader reader = new ConfigReader();
        if (file.isPresent()) {
            reader.addFile(PropertiesFile.read(file.get(), reader.problems));
        }
        reader.addEnvironment(environment);
        commandLine.forEach((key, value) -> reader.add("--" + key, key, value));
        return reader.config();
    }

    private void addFile(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith(DOT_PREFIX)) {
                add(name, name.substring(DOT_PREFIX.length()), value);
            } else {
                problems.add(name + " is not a setting; settings start with " + DOT_PREFIX);
            }
        });
    }

    private void addEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!upper.startsWith(ENVIRONMENT_PREFIX)) {
                return;
            }
            String canonical = upper.replaceAll("[^A-Z0-9]", "_");
            if (name.equals(canonical)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length());
                add(name, key.toLowerCase(Locale.ROOT).replace('_', '-'), value);
            } else {
                problems.add(name + " is not a setting; in the environment it is written " + canonical);
            }
        });
    }

    /** What is added later goes before what was added earlier; a mistake in either is told. */
    private void add(String name, String key, String value) {
        String stripped = value.strip();
        Optional<Setting> setting = Setting.of(key);
        if (setting.isEmpty()) {
            problems.add(name + " is not a setting");
        } else if (stripped.isEmpty()) {
            problems.add(name + " is empty; leave it out for the default");
        } else {
            setting.get().problem(stripped).ifPresent(problem -> problems.add(name + ": " + problem));
        }
        settings.put(DOT_PREFIX + key, stripped);
    }

    private ServerConfig config() throws InvalidConfigException {
        if (problems.isEmpty()) {
            try {
                ServerConfig config = new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 200, Setting.converter(Duration.class))
                        .withConverter(WebOrigin.class, 200, Setting.converter(WebOrigin.class))
                        .withConverter(HostName.class, 200, Setting.converter(HostName.class))
                        .withMapping(ServerConfig.class)
                        .withSources(new PropertiesConfigSource(settings, "settings", 500))
                        .build()
                        .getConfigMapping(ServerConfig.class);
                problems.addAll(Ranges.problems(config));
                if (problems.isEmpty()) {
                    return config;
                }
            } catch (ConfigValidationException e) {
                for (int i = 0; i < e.getProblemCount(); i++) {
                    problems.add(e.getProblem(i).getMessage().replaceAll("SRCFG[0-9]+: ", ""));
                }
            }
        }
        throw new InvalidConfigException(problems);
    }
}
