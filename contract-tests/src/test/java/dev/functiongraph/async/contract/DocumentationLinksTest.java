package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of the pages to files of the project and to their headings. */
class DocumentationLinksTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws IOException {
        return DocumentationPages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileAndToAHeadingThatIsThere(Path page) {
        List<String> broken = matches(LINK, page)
                .filter(link -> !link.contains("://"))
                .filter(link -> !leadsSomewhere(page, link))
                .toList();
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || anchors(file).anyMatch(parts[1]::equals));
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static Stream<String> anchors(Path page) {
        return matches(HEADING, page)
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }

    /** What stands in the pattern's group, wherever it occurs outside of code blocks. */
    private static Stream<String> matches(Pattern pattern, Path page) {
        try {
            String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
            return pattern.matcher(text).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
