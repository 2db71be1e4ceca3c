package dev.functiongraph.async.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of all settings and their defaults in the server's README. */
class SettingsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\| ([^|]*) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final String NONE = "no fixed default";

    @Test
    void itShowsEverySettingWithItsDefault() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        for (MatchResult row : ROW.matcher(section()).results().toList()) {
            List<String> keys = codes(row.group(1));
            List<String> defaults = codes(row.group(2));
            for (int i = 0; i < keys.size(); i++) {
                shown.put(keys.get(i), i < defaults.size() ? defaults.get(i) : NONE);
            }
        }
        Map<String, String> actual = new TreeMap<>();
        for (String key : Setting.keys()) {
            WithDefault given = Setting.of(key).orElseThrow().method().getAnnotation(WithDefault.class);
            actual.put(key, given == null ? NONE : given.value());
        }
        assertThat(shown).isEqualTo(actual);
    }

    private static String section() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        int start = page.indexOf("\n## Settings\n");
        return page.substring(start, page.indexOf("\n## ", start + 1));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }
}
