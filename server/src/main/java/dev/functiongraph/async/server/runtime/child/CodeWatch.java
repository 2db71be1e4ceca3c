package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch for changes of a function's code. All of it runs on {@link SharedResources#execute}, but for the looking
 * itself.
 */
final class CodeWatch {
    private static final Logger log = LoggerFactory.getLogger(CodeWatch.class);

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    /** A large directory is looked at less often. */
    private static final int PART_OF_TIME = 20;

    private final SharedResources shared;
    private final CodeSource source;
    private Optional<CodeSource.Version> newest = Optional.empty();
    private boolean looking;
    private long nextLook;

    CodeWatch(Child child, SharedResources shared, CodeArchive archives) {
        this.shared = shared;
        this.source = new CodeSource(child.code(), archives, shared.settings().quiet(), System::nanoTime);
        this.nextLook = shared.now() + LOOK_NANOS;
    }

    CodeSource source() {
        return source;
    }

    /** The newest version that has been seen; empty before the first look. */
    Optional<CodeSource.Version> newest() {
        return newest;
    }

    /** Looks, on another thread, if it is time to. */
    void look() {
        if (looking || shared.now() - nextLook < 0) {
            return;
        }
        looking = true;
        shared.block(() -> {
            long started = shared.now();
            try {
                source.look().ifPresent(version -> shared.execute(() -> seen(version)));
            } catch (IOException e) {
                log.debug("Code {}", e.getMessage());
            } finally {
                long took = shared.now() - started;
                shared.execute(() -> looked(took));
            }
        });
    }

    private void looked(long took) {
        looking = false;
        nextLook = shared.now() + Math.max(LOOK_NANOS, PART_OF_TIME * took);
    }

    void seen(CodeSource.Version version) {
        newest = Optional.of(version);
    }
}
