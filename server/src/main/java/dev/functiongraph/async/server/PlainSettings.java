package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of a command line on which nothing else stands, as most servers are started. They are read here, because
 * what reads command lines in general takes a fifth of a start to learn its options.
 */
final class PlainSettings {
    /** The option that is no setting but names a file with them. */
    static final String CONFIG = "config";

    private PlainSettings() {}

    /** @return their values by key; empty where anything is missing, unknown, said twice, or no setting or file */
    static Optional<Map<String, String>> of(String... arguments) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            String key = option[0].startsWith("--") ? option[0].substring(2) : "";
            String value = option.length == 2 ? option[1] : ++i < arguments.length ? arguments[i] : "";
            boolean isKnown =
                    key.equals(CONFIG) ? isFile(value) : ConfigReader.keys().contains(key);
            boolean isPlain = !value.isEmpty() && !value.startsWith("-") && !value.startsWith("@");
            if (!isKnown || !isPlain || settings.put(key, value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(settings);
    }

    private static boolean isFile(String name) {
        try {
            return !Path.of(name).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
