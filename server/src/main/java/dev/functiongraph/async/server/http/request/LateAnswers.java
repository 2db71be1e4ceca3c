package dev.functiongraph.async.server.http.request;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Answers that wait for their time, so many at most: for one more, that which has waited the longest is given early.
 * Many of them so wait shorter, but none is given at once, and whose client has gone away holds no place. Thread-safe.
 */
final class LateAnswers {
    private final int max;
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    LateAnswers(int max) {
        this.max = max;
    }

    private final class Waiting implements Runnable {
        final Runnable answer;

        Waiting(Runnable answer) {
            this.answer = answer;
        }

        @Override
        public void run() {
            if (remove(this)) {
                answer.run();
            }
        }
    }

    /** @param answer does not block; it runs once */
    void add(Runnable answer, long millis, Scheduler scheduler) {
        Waiting next = new Waiting(answer);
        Optional<Waiting> early = put(next);
        scheduler.schedule(next, millis, TimeUnit.MILLISECONDS);
        early.ifPresent(first -> first.answer.run());
    }

    /** @return the one that has to give way */
    private synchronized Optional<Waiting> put(Waiting next) {
        waiting.add(next);
        if (waiting.size() <= max) {
            return Optional.empty();
        }
        Iterator<Waiting> all = waiting.iterator();
        Waiting first = all.next();
        all.remove();
        return Optional.of(first);
    }

    private synchronized boolean remove(Waiting one) {
        return waiting.remove(one);
    }
}
