package dev.functiongraph.async.server.http.docs;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The documentation page and the contract that it shows, by the paths under which they are served. Thread-safe. */
final class DocsFiles {
    static final String PAGE = "docs";
    /** The mark of a page that the server of the contract itself has sent. */
    static final String SERVED = " data-server=\".\"";

    private static final String YAML = "openapi.yaml";
    private static final String JSON = "openapi.json";

    /** The types of all files: no path leads to one that is not listed. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            entry(PAGE, "text/html;charset=utf-8"),
            entry("docs/page.css", "text/css;charset=utf-8"),
            entry("docs/page.js", "text/javascript;charset=utf-8"),
            entry("docs/swagger-ui.css", "text/css;charset=utf-8"),
            entry("docs/swagger-ui-bundle.js", "text/javascript;charset=utf-8"),
            entry("docs/swagger-ui-bundle.js.LICENSE.txt", "text/plain;charset=utf-8"),
            entry("docs/favicon-32x32.png", "image/png"),
            entry("docs/LICENSE", "text/plain;charset=utf-8"),
            entry("docs/NOTICE.txt", "text/plain;charset=utf-8"),
            entry(YAML, "application/yaml"),
            entry(JSON, "application/json"));

    /** Filled when first asked for: most servers are never asked, and start without reading any of it. */
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    static Set<String> paths() {
        return TYPES.keySet();
    }

    Optional<StaticFile> find(String path) {
        return Optional.ofNullable(TYPES.get(path))
                .map(type -> files.computeIfAbsent(path, file -> StaticFile.of(content(file), type)));
    }

    /** @param exampleUrn of a function that the page's examples are for */
    StaticFile page(Optional<String> exampleUrn) {
        StaticFile page = find(PAGE).orElseThrow();
        return exampleUrn
                .map(urn -> new String(page.content(), StandardCharsets.UTF_8)
                        .replace(SERVED, SERVED + " data-function=\"" + urn + "\""))
                .map(html -> StaticFile.of(html.getBytes(StandardCharsets.UTF_8), page.type()))
                .orElse(page);
    }

    private static byte[] content(String path) {
        try {
            return switch (path) {
                case PAGE -> resource("docs/index.html");
                case JSON -> new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(resource(YAML)));
                default -> resource(path);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = DocsFiles.class.getResourceAsStream("/" + name)) {
            return resource.readAllBytes();
        }
    }
}
