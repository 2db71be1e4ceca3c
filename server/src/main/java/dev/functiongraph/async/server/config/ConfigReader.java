package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.text.NearestName;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The reader of the settings: those of the command line take precedence over those of the environment, these over
 * those of the file, these over the defaults. An unknown key is refused, and all problems are reported together.
 */
public final class ConfigReader {
    private static final String DOT_PREFIX = ServerConfig.PREFIX + ".";
    private static final String ENVIRONMENT_PREFIX = "FUNCTIONGRAPH_";
    /** The settings of earlier versions, each with what to do instead. */
    private static final Map<String, String> RETIRED =
            Map.of("tokens-file", "was replaced by credentials-file; " + CredentialsFile.CONVERSION);
    /** Before a server is taken for dead: one may be late, and another one lost. */
    private static final int MIN_HEARTBEATS = 3;

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
        commandLine.forEach((key, value) -> reader.addPublic("--" + key, key, value, near -> "--" + near));
        return reader.config();
    }

    /** The keys of all settings, in the order of the alphabet. */
    public static SortedSet<String> keys() {
        return Setting.keys();
    }

    /** The keys of settings that there were, which are refused with what to do instead. */
    public static Set<String> retiredKeys() {
        return RETIRED.keySet();
    }

    private void addFile(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith(DOT_PREFIX)) {
                addPublic(name, name.substring(DOT_PREFIX.length()), value, key -> DOT_PREFIX + key);
            } else {
                String hint = NearestName.hint(name, Setting.keys(), key -> DOT_PREFIX + key);
                problems.add(
                        name + " is not a setting" + (hint.isEmpty() ? "; settings start with " + DOT_PREFIX : hint));
            }
        });
    }

    private void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!upper.startsWith(ENVIRONMENT_PREFIX)) {
                return;
            }
            String canonical = upper.replaceAll("[^A-Z0-9]", "_");
            if (name.equals(canonical)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length());
                add(name, key.toLowerCase(Locale.ROOT).replace('_', '-'), value, ConfigReader::variable);
            } else {
                problems.add(name + " is not a setting; in the environment it is written " + canonical);
            }
        });
    }

    static String variable(String key) {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** From where others may see it. */
    private void addPublic(String name, String key, String value, UnaryOperator<String> naming) {
        if (Setting.of(key).map(Setting::isSecret).orElse(false)) {
            problems.add(name + " could be seen by others; use " + naming.apply(key + "-file")
                    + ", or the environment's " + variable(key));
        } else {
            add(name, key, value, naming);
        }
    }

    /**
     * What is added later takes precedence over what was added earlier; a mistake in either is reported.
     *
     * @param naming the names of settings where this one comes from, by their keys
     */
    private void add(String name, String key, String value, UnaryOperator<String> naming) {
        String stripped = value.strip();
        Optional<Setting> setting = Setting.of(key);
        if (RETIRED.containsKey(key)) {
            problems.add(name + " " + RETIRED.get(key));
        } else if (setting.isEmpty()) {
            problems.add(name + " is not a setting" + NearestName.hint(key, Setting.keys(), naming));
        } else if (stripped.isEmpty()) {
            problems.add(name + " is empty; leave it out for the default");
        } else {
            setting.get().problem(stripped).ifPresent(problem -> problems.add(name + ": " + problem));
        }
        settings.put(DOT_PREFIX + key, stripped);
    }

    private ServerConfig config() throws InvalidConfigException {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        ServerConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, Setting.converter(Duration.class))
                .withConverter(WebOrigin.class, 200, Setting.converter(WebOrigin.class))
                .withConverter(HostAddress.class, 200, Setting.converter(HostAddress.class))
                .withConverter(HostName.class, 200, Setting.converter(HostName.class))
                .withConverter(StoreUrl.class, 200, Setting.converter(StoreUrl.class))
                .withConverter(Secret.class, 200, Setting.converter(Secret.class))
                .withMapping(ServerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "settings", 500))
                .build()
                .getConfigMapping(ServerConfig.class);
        Duration heartbeat = config.store().heartbeat();
        if (config.store().nodeTimeout().compareTo(heartbeat.multipliedBy(MIN_HEARTBEATS)) < 0) {
            throw new InvalidConfigException(
                    List.of("node-timeout must be at least " + MIN_HEARTBEATS + " times heartbeat"));
        }
        return config;
    }
}
