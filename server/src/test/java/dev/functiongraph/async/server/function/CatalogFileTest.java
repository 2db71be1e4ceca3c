package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestFunctions.Recording;
import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    Path dir;

    private final AtomicReference<FunctionCatalog> catalog = new AtomicReference<>();
    private final CatalogReader reader = new CatalogReader(runtime -> Optional.empty(), 100);
    private final AtomicLong nanoTime = new AtomicLong();
    private CatalogFile file;

    @BeforeEach
    void open() throws Exception {
        TestServer.writeFunctions(dir, TestFunctions.entry("fn", Recording.class));
        file = CatalogFile.open(Optional.of(dir.resolve("functions.yaml")), reader, nanoTime::get, catalog::set);
    }

    @Test
    void aGoodChangeTakesEffectOnceWhenTheFileHasBeenQuietForTwoSeconds() throws Exception {
        write("next");

        assertThat(refreshAfter(Duration.ZERO)).isFalse();
        assertThat(refreshAfter(Duration.ofMillis(1_999))).isFalse();
        assertThat(names()).containsExactly("fn");
        assertThat(refreshAfter(Duration.ofMillis(1))).isTrue();
        assertThat(refreshAfter(Duration.ofHours(1))).isFalse();
        assertThat(names()).containsExactly("next");
    }

    @Test
    void whatIsWrittenInPiecesTakesEffectAsAWholeAlone() throws Exception {
        write("half");
        assertThat(refreshAfter(Duration.ZERO)).isFalse();
        assertThat(refreshAfter(Duration.ofMillis(1_900))).isFalse();
        write("half", "more");
        assertThat(refreshAfter(Duration.ofMillis(200))).isFalse();
        assertThat(refreshAfter(Duration.ofMillis(1_900))).isFalse();
        assertThat(names()).containsExactly("fn");

        assertThat(refreshAfter(Duration.ofMillis(100))).isTrue();
        assertThat(names()).containsExactly("half", "more");
    }

    @Test
    void aChangeThatTheModificationTimeDoesNotShowIsSeen() throws Exception {
        FileTime modified = Files.getLastModifiedTime(dir.resolve("functions.yaml"));
        write("nf");
        Files.setLastModifiedTime(dir.resolve("functions.yaml"), modified);

        assertThat(settled()).isTrue();
        assertThat(names()).containsExactly("nf");
    }

    @Test
    void aFileThatIsAwayForAMomentChangesNothing() throws Exception {
        Path aside = dir.resolve("functions.yaml~");
        Files.move(dir.resolve("functions.yaml"), aside);
        assertThat(refreshAfter(Duration.ZERO)).isFalse();
        Files.move(aside, dir.resolve("functions.yaml"));

        assertThat(settled()).isFalse();
        assertThat(names()).containsExactly("fn");
    }

    @Test
    void aLinkThatIsSwappedTakesEffect() throws Exception {
        Path link = dir.resolve("functions.yaml");
        Path first = Files.move(link, dir.resolve("first.yaml"));
        Files.createSymbolicLink(link, first);
        assertThat(settled()).isFalse();

        Path second = dir.resolve("second.yaml");
        Files.writeString(second, "functions:\n" + TestFunctions.entry("second", Recording.class));
        Files.createSymbolicLink(dir.resolve("swap"), second);
        Files.move(dir.resolve("swap"), link, StandardCopyOption.ATOMIC_MOVE);
        assertThat(settled()).isTrue();
        assertThat(names()).containsExactly("second");
    }

    @Test
    void aFileThatKeepsChangingTakesEffectWhenItStops() throws Exception {
        for (int i = 0; i < 60; i++) {
            write("fn" + i);
            assertThat(refreshAfter(Duration.ofSeconds(1))).isFalse();
        }
        assertThat(settled()).isTrue();
        assertThat(names()).containsExactly("fn59");
    }

    @Test
    void aBadChangeIsPassedOverAndTheNextGoodOneTaken() throws Exception {
        Files.writeString(dir.resolve("functions.yaml"), "functions: [");
        assertThat(settled()).isFalse();
        Files.delete(dir.resolve("functions.yaml"));
        assertThat(settled()).isFalse();
        Files.createDirectory(dir.resolve("functions.yaml"));
        assertThat(settled()).isFalse();
        assertThat(names()).containsExactly("fn");

        Files.delete(dir.resolve("functions.yaml"));
        write("next");
        assertThat(settled()).isTrue();
        assertThat(names()).containsExactly("next");
    }

    @Test
    void aFileThatCannotBeReadAtTheStartIsRefused() {
        assertThatThrownBy(() ->
                        CatalogFile.open(Optional.of(dir.resolve("absent.yaml")), reader, nanoTime::get, catalog::set))
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining("absent.yaml")
                .hasMessageContaining("no such file");
    }

    private void write(String... names) throws IOException {
        TestServer.writeFunctions(
                dir,
                Stream.of(names)
                        .map(name -> TestFunctions.entry(name, Recording.class))
                        .collect(Collectors.joining()));
    }

    private boolean refreshAfter(Duration pause) {
        nanoTime.addAndGet(pause.toNanos());
        return file.refresh();
    }

    private boolean settled() {
        boolean atOnce = refreshAfter(Duration.ZERO);
        return refreshAfter(Duration.ofSeconds(2)) || atOnce;
    }

    private List<String> names() {
        return catalog.get().definitions().stream()
                .map(definition -> definition.urn().functionName())
                .toList();
    }
}
