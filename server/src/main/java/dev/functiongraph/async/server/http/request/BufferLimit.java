package dev.functiongraph.async.server.http.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The memory that request bodies and responses may take together (invariant 8). When it is full, those are evicted
 * that have waited for their clients the longest: slow or silent clients cost others nothing. Thread-safe.
 */
public final class BufferLimit {
    private final long maxBytes;
    /** In the order in which they last grew. */
    private final Set<Share> waiting = new LinkedHashSet<>();

    private long heldBytes;
    private long waitingBytes;

    public BufferLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param evict called by whichever thread needs the memory; must not block */
    public Share open(Runnable evict) {
        return new Share(evict);
    }

    synchronized long heldBytes() {
        return heldBytes;
    }

    /** The part of one body or response. */
    public final class Share implements AutoCloseable {
        private final Runnable evict;
        private long bytes;
        private boolean ended;
        private volatile boolean evicted;

        private Share(Runnable evict) {
            this.evict = evict;
        }

        /**
         * Takes more; from now on it counts as waiting for its client.
         *
         * @return false if there is not so much, even without all others that wait
         */
        public boolean add(long more) {
            List<Share> victims;
            synchronized (BufferLimit.this) {
                stopWaiting();
                if (ended || heldBytes - waitingBytes + more > maxBytes) {
                    return false;
                }
                victims = makeRoom(more);
                bytes += more;
                heldBytes += more;
                waiting.add(this);
                waitingBytes += bytes;
            }
            victims.forEach(victim -> victim.evict.run());
            return true;
        }

        /**
         * Makes it safe from eviction: the client has done its part.
         *
         * @return false if it has been evicted
         */
        boolean keep() {
            synchronized (BufferLimit.this) {
                stopWaiting();
                return !ended;
            }
        }

        boolean isEvicted() {
            return evicted;
        }

        @Override
        public void close() {
            synchronized (BufferLimit.this) {
                stopWaiting();
                end();
            }
        }

        private void stopWaiting() {
            if (waiting.remove(this)) {
                waitingBytes -= bytes;
            }
        }

        private void end() {
            heldBytes -= bytes;
            bytes = 0;
            ended = true;
        }
    }

    private List<Share> makeRoom(long more) {
        List<Share> victims = new ArrayList<>();
        while (heldBytes + more > maxBytes) {
            Share oldest = waiting.iterator().next();
            oldest.evicted = true;
            oldest.stopWaiting();
            oldest.end();
            victims.add(oldest);
        }
        return victims;
    }
}
