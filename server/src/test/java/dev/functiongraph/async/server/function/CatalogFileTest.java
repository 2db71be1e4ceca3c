package dev.functiongraph.async.server.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestFunctions.Recording;
import dev.functiongraph.async.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    Path dir;

    private final AtomicReference<FunctionCatalog> catalog = new AtomicReference<>();
    private final CatalogReader reader = new CatalogReader(runtime -> Optional.empty(), 100);
    private CatalogFile file;

    @BeforeEach
    void open() throws Exception {
        TestServer.writeFunctions(dir, TestFunctions.entry("fn", Recording.class));
        file = CatalogFile.open(Optional.of(dir.resolve("functions.yaml")), reader, catalog::set);
    }

    @Test
    void aGoodChangeTakesEffectOnce() throws Exception {
        TestServer.writeFunctions(dir, TestFunctions.entry("next", Recording.class));

        assertThat(file.refresh()).isFalse();
        assertThat(file.refresh()).isTrue();
        assertThat(file.refresh()).isFalse();
        assertThat(names()).isEqualTo("next");
    }

    @Test
    void whatIsStillBeingWrittenDoesNotTakeEffect() throws Exception {
        TestServer.writeFunctions(dir, TestFunctions.entry("half", Recording.class));
        assertThat(file.refresh()).isFalse();
        TestServer.writeFunctions(
                dir, TestFunctions.entry("half", Recording.class) + TestFunctions.entry("more", Recording.class));
        assertThat(file.refresh()).isFalse();
        assertThat(names()).isEqualTo("fn");

        assertThat(file.refresh()).isTrue();
        assertThat(catalog.get().definitions()).hasSize(2);
    }

    @Test
    void aBadChangeIsPassedOverAndTheNextGoodOneTaken() throws Exception {
        Files.writeString(dir.resolve("functions.yaml"), "functions: [");
        assertThat(file.refresh()).isFalse();
        assertThat(file.refresh()).isFalse();
        Files.delete(dir.resolve("functions.yaml"));
        assertThat(file.refresh()).isFalse();
        assertThat(names()).isEqualTo("fn");

        TestServer.writeFunctions(dir, TestFunctions.entry("next", Recording.class));
        assertThat(file.refresh()).isFalse();
        assertThat(file.refresh()).isTrue();
        assertThat(names()).isEqualTo("next");
    }

    @Test
    void aFileThatCannotBeReadAtTheStartIsRefused() {
        assertThatThrownBy(() -> CatalogFile.open(Optional.of(dir.resolve("absent.yaml")), reader, catalog::set))
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining("absent.yaml")
                .hasMessageContaining("no such file");
    }

    private String names() {
        return catalog.get().definitions().get(0).urn().functionName();
    }
}
