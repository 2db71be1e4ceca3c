package dev.functiongraph.async.server.http.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsExportTest {
    @TempDir
    Path directory;

    @Test
    void thePageIsTheSameButForTheServerThatIsTried() throws IOException {
        DocsExport.write(directory);

        String page = Files.readString(directory.resolve("index.html"));
        assertThat(page).doesNotContain("data-server");
        assertThat(new String(served("docs"), StandardCharsets.UTF_8))
                .isEqualTo(page.replace("page.js\"", "page.js\" data-server=\".\""));
    }

    @Test
    void everythingThatThePageRefersToLiesBesideIt() throws IOException {
        DocsExport.write(directory);

        assertThat(DocsTest.references(Files.readString(directory.resolve("index.html"))))
                .hasSizeGreaterThan(4)
                .allSatisfy(reference -> {
                    assertThat(reference).doesNotStartWith("/").doesNotContain(":");
                    assertThat(directory.resolve(reference)).isRegularFile();
                });
    }

    @Test
    void theOtherFilesAreTheSame() throws IOException {
        DocsExport.write(directory);

        for (String file : List.of("openapi.yaml", "openapi.json", "docs/page.js", "docs/NOTICE.txt")) {
            assertThat(directory.resolve(file)).hasBinaryContent(served(file));
        }
    }

    @Test
    void theLicenceOfWhatIsNotOursLiesBesideIt() throws IOException {
        DocsExport.write(directory);

        assertThat(directory.resolve("docs/NOTICE.txt")).content().contains("Swagger UI", "in the file LICENSE");
        assertThat(directory.resolve("docs/LICENSE"))
                .content()
                .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
    }

    private static byte[] served(String path) {
        return new DocsFiles().find(path).orElseThrow().content();
    }
}
