package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.files.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A file of properties without duplicate keys. */
final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * @param problems takes what is wrong with single keys
     * @throws InvalidConfigException if the file cannot be read at all
     */
    static Map<String, String> read(Path file, List<String> problems) throws InvalidConfigException {
        if (file.toString().isEmpty()) {
            throw new InvalidConfigException(List.of("--config is empty; leave it out, or name a file"));
        }
        Map<String, String> values = new LinkedHashMap<>();
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    problems.add(key + " is set twice in " + file);
                }
                return null;
            }
        };
        try {
            reader.load(new StringReader(TextFile.read(file)));
            return values;
        } catch (IOException e) {
            throw new InvalidConfigException(List.of(file + " cannot be read: " + e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(
                    List.of(file + ": a \\u is not followed by 4 hexadecimal digits; a backslash is written \\\\"));
        }
    }
}
