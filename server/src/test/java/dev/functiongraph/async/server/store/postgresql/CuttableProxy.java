package dev.functiongraph.async.server.store.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network between a client and a server of this machine that a test can cut, stall in either direction, and slow. */
public final class CuttableProxy implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int BUFFER = 1 << 16;

    /** The way of what is held up. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private final int target;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    private Duration delay = Duration.ZERO;
    private boolean cut;
    private boolean closed;

    /** @param target the server's port */
    public CuttableProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 0, HERE);
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The URL of the same database, through this. */
    public String through(String url) {
        return url.replace(":" + target + "/", ":" + port() + "/");
    }

    /** Breaks all connections, and each new one, until it is healed. */
    public void cut() {
        synchronized (this) {
            cut = true;
            notifyAll();
        }
        breakAll();
    }

    /** From now on nothing arrives in these directions, although all connections stay open, until it is healed. */
    public synchronized void stall(Direction... directions) {
        stalled.addAll(Set.of(directions));
    }

    /** From now on whatever is sent to the server takes so long to arrive. */
    public synchronized void slow(Duration by) {
        delay = by;
    }

    /** What was held up arrives, and new connections can be made. */
    public synchronized void heal() {
        cut = false;
        delay = Duration.ZERO;
        stalled.clear();
        notifyAll();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> connect(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void connect(Socket client) {
        try {
            if (isCut()) {
                reset(client);
                return;
            }
            Socket server = new Socket(HERE, target);
            open.add(server);
            if (isCut()) {
                breakAll();
            }
            threads.execute(() -> carry(server, client, Direction.TO_CLIENT));
            carry(client, server, Direction.TO_SERVER);
        } catch (IOException e) {
            reset(client);
        }
    }

    private synchronized boolean isCut() {
        return cut;
    }

    private void carry(Socket from, Socket to, Direction direction) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitFlow(direction);
                out.write(buffer, 0, count);
            }
            // Its end travels the same way.
            awaitFlow(direction);
        } catch (IOException e) {
            // Whichever side is gone, so is the other now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitFlow(Direction direction) throws InterruptedException {
        Duration wait;
        synchronized (this) {
            while (stalled.contains(direction) && !cut && !closed) {
                wait();
            }
            wait = direction == Direction.TO_SERVER ? delay : Duration.ZERO;
        }
        Thread.sleep(wait.toMillis());
    }

    private void breakAll() {
        open.forEach(CuttableProxy::reset);
        open.clear();
    }

    /** Without a farewell, as where the network itself tells that there is no way. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It is closed already.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        listener.close();
        breakAll();
        threads.shutdownNow();
    }
}
