package dev.functiongraph.async.client.fake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The refusals that a test has asked for, for one request each. */
final class FakeRefusals {

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    void add(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a refusal must be 400 to 599, not " + status);
        }
        statuses.add(status);
    }

    /** Refuses the request that is being answered, if that was asked for. */
    void throwNext() throws RefusedException {
        Integer status = statuses.poll();
        if (status != null) {
            throw new RefusedException(status, "refused as the test asked for");
        }
    }
}
