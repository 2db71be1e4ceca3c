package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.runtime.RuntimeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The runtime that the functions of a test class share, and a directory for their code. No process may be left. */
final class FunctionsExtension implements BeforeAllCallback, AfterAllCallback {
    private Path dir;
    private RuntimeRouter runtime;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    static ChildSettings settings(Path dir, Duration idleTimeout, Optional<String> user) {
        return settings(dir, idleTimeout, user, Duration.ofMillis(300));
    }

    static ChildSettings settings(Path dir, Duration idleTimeout, Optional<String> user, Duration quietTime) {
        return new ChildSettings(dir.resolve("data/functions"), idleTimeout, user, quietTime);
    }

    Path dir() {
        return dir;
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    <T extends AutoCloseable> T closedAtTheEnd(T resource) {
        opened.add(resource);
        return resource;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        dir = Files.createTempDirectory("functions");
        runtime = new RuntimeRouter(settings(dir, Duration.ofMinutes(5), Optional.empty()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        runtime.close();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        await().untilAsserted(() -> assertThat(Processes.of(dir)).isEmpty());
        assertThat(dir.resolve("data/functions").toFile().listFiles())
                .allSatisfy(left -> assertThat(left.toPath()).isDirectoryContaining("glob:**/lock"));
        // What a process wrote while it was ended is the next server's to delete.
        ChildRuntime.open(settings(dir, Duration.ofMinutes(5), Optional.empty()))
                .close();
        assertThat(dir.resolve("data/functions")).isEmptyDirectory();
        WorkDirectory.delete(dir);
    }
}
