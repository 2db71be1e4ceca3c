package dev.functiongraph.async.server.http.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The export of the documentation page as plain files, for any web server. The build runs it. */
final class DocsExport {
    private DocsExport() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path directory) throws IOException {
        DocsFiles files = new DocsFiles();
        for (String path : DocsFiles.paths()) {
            byte[] content = files.find(path).orElseThrow().content();
            Path file = directory.resolve(path);
            if (path.equals(DocsFiles.PAGE)) {
                file = directory.resolve("index.html");
                content = new String(content, StandardCharsets.UTF_8)
                        .replace(DocsFiles.SERVED, "")
                        .getBytes(StandardCharsets.UTF_8);
            }
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }
}
