package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store tells of an invocation beyond the API: its attempts with what they wrote, and its result. Empty where
 * there is no store.
 */
final class StoredInvocation implements AutoCloseable {
    private final @Nullable OperatorStore store;
    private final UUID requestId;

    private StoredInvocation(@Nullable OperatorStore store, UUID requestId) {
        this.store = store;
        this.requestId = requestId;
    }

    /** @param dataDir of the server that took the event; of another one it knows nothing */
    static StoredInvocation of(UUID requestId, Path dataDir) {
        try {
            return new StoredInvocation(Files.isDirectory(dataDir) ? Stores.openForOperator(dataDir) : null, requestId);
        } catch (IOException | StoreException e) {
            return new StoredInvocation(null, requestId);
        }
    }

    /** Whether the invocation is in the store. */
    boolean isThere() {
        return store != null && store.records().find(requestId).isPresent();
    }

    List<AttemptRecord> attempts() {
        return store == null ? List.of() : store.records().attempts(requestId);
    }

    /** What each attempt has written, by its number; none of those that wrote nothing. */
    SortedMap<Integer, String> logs() {
        SortedMap<Integer, String> logs = new TreeMap<>();
        if (store != null) {
            store.records()
                    .logs(requestId)
                    .forEach((number, log) -> logs.put(number, new String(log, StandardCharsets.UTF_8)));
        }
        return logs;
    }

    /** Empty if the function returned nothing, or what it returned was too large to keep. */
    Optional<String> result() {
        byte[] result = store == null ? new byte[0] : store.records().result(requestId);
        return result.length == 0 ? Optional.empty() : Optional.of(new String(result, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
