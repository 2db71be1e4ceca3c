package dev.functiongraph.async.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An event container that records when each of its runs began and ended, and for which node, and counts how many run at
 * once. Each node has an address of its own. A run ends at once when its caller hangs up. By the seed some runs fail,
 * and some take longer.
 */
final class TimedContainer implements AutoCloseable {
    /** The answer of a run whose caller hung up. */
    static final int NONE = 0;

    private final long seed;
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Collection<Run> runs = new ConcurrentLinkedQueue<>();
    /** By function: the nodes that its runs of this moment are for. */
    private final Map<String, List<String>> running = new ConcurrentHashMap<>();

    private final Map<String, Integer> mostAtOnce = new ConcurrentHashMap<>();

    /**
     * @param event the body, which a caller made and which tells requests apart
     * @param start in milliseconds of the machine's clock, as the end
     */
    record Run(String id, int attempt, String node, String event, long start, long end, int answer) {}

    TimedContainer(long seed) throws IOException {
        this.seed = seed;
        threads.execute(this::accept);
    }

    /** An entry of functions.yaml for a node; {@code more} are further lines. */
    String entry(String name, String node, String... more) {
        return ("  - urn: %s%n    runtime: {type: container, url: \"http://127.0.0.1:%d/%s\"}%n"
                        + "    timeout: 60s%n    %s%n")
                .formatted(
                        TestFunctions.urn(name),
                        listener.getLocalPort(),
                        node,
                        String.join(System.lineSeparator() + "    ", more));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                socket.setSoTimeout(0);
                Request request = Request.read(in);
                int answer = request.path[2].equals("invoke") ? run(request, socket, in) : 200;
                String head = "HTTP/1.1 " + answer + " x\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The node hung up, or is gone.
        } finally {
            open.remove(socket);
        }
    }

    private int run(Request request, Socket socket, InputStream in) throws IOException {
        String function = request.header("X-CFF-Func-Name");
        int attempt = Integer.parseInt(request.header("X-CFF-Attempt"));
        Random random = new Random(seed ^ (request.body + attempt).hashCode());
        int answer = random.nextInt(6) == 0 ? 500 : 200;
        long start = System.currentTimeMillis();
        List<String> nodes = running.computeIfAbsent(function, any -> new CopyOnWriteArrayList<>());
        nodes.add(request.path[1]);
        mostAtOnce.merge(function, nodes.size(), Math::max);
        try {
            takeTime(millis(request.body, random), socket, in);
        } catch (IOException e) {
            answer = NONE;
            throw e;
        } finally {
            nodes.remove(request.path[1]);
            runs.add(new Run(
                    request.header("X-CFF-Request-Id"),
                    attempt,
                    request.path[1],
                    request.body,
                    start,
                    System.currentTimeMillis(),
                    answer));
        }
        return answer;
    }

    /** Events may say it themselves: {@code "millis":"5000"}. */
    private static int millis(String event, Random random) {
        if (event.contains("\"millis\"")) {
            return Integer.parseInt(event.replaceAll(".*\"millis\":\"(\\d+)\".*", "$1"));
        }
        int dice = random.nextInt(100);
        return dice == 0 ? random.nextInt(2_000) : dice < 10 ? random.nextInt(200) : random.nextInt(20);
    }

    /** @throws IOException at once if the caller hangs up */
    private static void takeTime(int millis, Socket socket, InputStream in) throws IOException {
        if (millis == 0) {
            return;
        }
        socket.setSoTimeout(millis);
        try {
            in.read();
            throw new EOFException();
        } catch (SocketTimeoutException e) {
            // Its time is over.
        }
    }

    Collection<Run> runs() {
        return runs;
    }

    /** The nodes that a function's runs of this moment are for. */
    List<String> running(String function) {
        return List.copyOf(running.getOrDefault(function, List.of()));
    }

    /** How many runs of a function there were at once at most. */
    int mostAtOnce(String function) {
        return mostAtOnce.getOrDefault(function, 0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private record Request(String[] path, String head, String body) {
        static Request read(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                head.append((char) next);
            }
            Request request = new Request(head.toString().split(" ")[1].split("/"), head.toString(), "");
            String length = request.header("Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Request(request.path, request.head, new String(body, StandardCharsets.UTF_8));
        }

        String header(String name) {
            String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
            int at = head.toLowerCase(Locale.ROOT).indexOf(start);
            return at < 0
                    ? ""
                    : head.substring(at + start.length(), head.indexOf("\r\n", at + 2))
                            .strip();
        }
    }
}
