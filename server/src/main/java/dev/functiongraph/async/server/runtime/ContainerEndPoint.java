package dev.functiongraph.async.server.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection to a container whose status line is read as ASCII. A reason phrase may have any language's letters (RFC
 * 9112, section 4), at which Jetty's client gives up; nobody reads it.
 */
final class ContainerEndPoint extends SocketChannelEndPoint {
    private static final byte FIRST_OF_STATUS_LINE = 'H';

    /** After a request the next byte is the first of an answer, or of a TLS record. */
    private enum Next {
        FIRST_BYTE,
        STATUS_LINE,
        REST
    }

    private volatile Next next = Next.FIRST_BYTE;

    ContainerEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        next = Next.FIRST_BYTE;
        return super.flush(buffers);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        for (int i = buffer.limit() - filled; filled > 0 && i < buffer.limit() && next != Next.REST; i++) {
            byte read = buffer.get(i);
            if ((next == Next.FIRST_BYTE && read != FIRST_OF_STATUS_LINE) || read == '\n') {
                next = Next.REST;
            } else {
                next = Next.STATUS_LINE;
                buffer.put(i, read < 0 ? (byte) '?' : read);
            }
        }
        return filled;
    }
}
