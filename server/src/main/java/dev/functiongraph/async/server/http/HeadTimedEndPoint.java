package dev.functiongraph.async.server.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection on which only a whole request head ends the idle time: one that drips would otherwise hold its connection for
 * hours.
 */
final class HeadTimedEndPoint extends SocketChannelEndPoint {
    private volatile boolean inRequest;

    HeadTimedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** From here to the request's end every byte counts, in both directions. */
    void begin(Request request) {
        inRequest = true;
        notIdle();
        Request.addCompletionListener(request, failure -> {
            notIdle();
            inRequest = false;
        });
    }

    @Override
    public void notIdle() {
        if (inRequest) {
            super.notIdle();
        }
    }
}
