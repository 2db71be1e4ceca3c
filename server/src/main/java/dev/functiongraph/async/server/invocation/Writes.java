package dev.functiongraph.async.server.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for the store. */
final class Writes {
    private Writes() {}

    /** @throws StoreException if the write did not reach stable storage */
    static <T> T await(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException failure ? failure : e;
        }
    }
}
