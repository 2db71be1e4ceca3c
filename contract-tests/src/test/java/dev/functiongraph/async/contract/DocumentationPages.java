package dev.functiongraph.async.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation: the Markdown files of the project, its modules and {@code .github}. */
final class DocumentationPages {
    private static final Path ROOT = Path.of("..");

    private DocumentationPages() {}

    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String directory : List.of("", "server", "client", "contract-tests", ".github")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
