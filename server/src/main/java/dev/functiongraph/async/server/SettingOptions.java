package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that are settings: one for each setting, and in the help those that are used most. */
final class SettingOptions {
    private static final String FUNCTIONS = "functions";

    private SettingOptions() {}

    static void addTo(CommandSpec command) {
        shown(command, "host", "ADDRESS", "Address to bind; default 127.0.0.1.");
        shown(command, "port", "PORT", "Port to bind, 0 for a free one; default 8080.");
        shown(command, FUNCTIONS, "FILE", "The functions to serve, a YAML file; default: a demo catalog.");
        shown(command, "data-dir", "DIR", "The directory that keeps invocations; default data.");
        shown(command, "store", "URL", "The PostgreSQL database that keeps them instead, for several servers.");
        addHidden(command);
        command.usageMessage().footer("All settings: " + String.join(", ", ConfigReader.keys()) + ".");
    }

    /** Those of the command {@code run}, which is told the functions file as its argument. */
    static void addToRun(CommandSpec command) {
        shown(command, "port", "PORT", "Port to bind, 0 for a free one; default 8080.");
        shown(
                command,
                "data-dir",
                "DIR",
                "The directory that keeps invocations; default .functiongraph beside the file.");
        addHidden(command);
        command.remove(command.findOption("--" + FUNCTIONS));
    }

    private static void addHidden(CommandSpec command) {
        for (String key : keys()) {
            if (command.findOption("--" + key) == null) {
                command.addOption(option(key, "VALUE").hidden(true).build());
            }
        }
    }

    /** With those of earlier versions, which the reader of settings refuses. */
    private static List<String> keys() {
        return Stream.concat(ConfigReader.keys().stream(), ConfigReader.retiredKeys().stream())
                .toList();
    }

    private static void shown(CommandSpec command, String key, String label, String description) {
        command.addOption(option(key, label).description(description).build());
    }

    private static OptionSpec.Builder option(String key, String label) {
        return OptionSpec.builder("--" + key).type(String.class).paramLabel(label);
    }

    /** The settings of a command line that was parsed, by their keys. */
    static Map<String, String> given(CommandSpec command) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : keys()) {
            OptionSpec option = command.findOption("--" + key);
            String value = option == null ? null : option.getValue();
            if (value != null) {
                settings.put(key, value);
            }
        }
        return settings;
    }
}
