package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server on a free port, with a store and a functions file in a directory of the test's. */
public final class TestServer implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FunctionGraphServer server;

    private TestServer(FunctionGraphServer server) {
        this.server = server;
    }

    public static TestServer start(Path dir, String entries, String... settings)
            throws IOException, InvalidConfigException, InvalidCatalogException {
        return startOn(Stores::open, dir, entries, settings);
    }

    /** The same on another store. */
    public static TestServer startOn(Stores.Opener store, Path dir, String entries, String... settings)
            throws IOException, InvalidConfigException, InvalidCatalogException {
        writeFunctions(dir, entries);
        Map<String, String> config = new HashMap<>(Map.of(
                "port", "0",
                "functions", dir.resolve("functions.yaml").toString(),
                "data-dir", dir.resolve("data").toString()));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return new TestServer(FunctionGraphServer.start(ConfigReader.read(config, Map.of(), Optional.empty()), store));
    }

    public static void writeFunctions(Path dir, String entries) throws IOException {
        Files.writeString(dir.resolve("functions.yaml"), "functions:\n" + entries);
    }

    public URI uri() {
        return server.uri();
    }

    /** Where operators are served, if they are. */
    public URI operatorUri() {
        return server.operatorUri().orElseThrow();
    }

    public int port() {
        return server.uri().getPort();
    }

    public static String path(String function) {
        return "/v2/" + TestFunctions.PROJECT + "/fgs/functions/" + function + "/invocations-async";
    }

    public HttpResponse<String> invoke(String function, String event) throws IOException, InterruptedException {
        return post(path(function), event);
    }

    public HttpResponse<String> cancel(String function, String requestId) throws IOException, InterruptedException {
        String path = path(function).replace("invocations-async", "cancel");
        return post(path, "{\"request_id\":\"" + requestId + "\"}");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    public String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        server.close();
    }
}
