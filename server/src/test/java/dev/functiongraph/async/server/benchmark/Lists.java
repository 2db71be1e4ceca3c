package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Lists of a function's invocations over HTTP, of each kind in turn, with pauses. */
final class Lists {
    /** What is asked for. */
    enum Kind {
        ID,
        STATUS,
        NEWEST,
        WINDOW
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long PAUSE_MILLIS = 20;
    private static final Duration HALF_WINDOW = Duration.ofSeconds(1);
    private static final Pattern ID = Pattern.compile("\"request_id\":\"([^\"]+)\"");

    private final URI address;
    private final Instant middle;
    private final String idOfTheMiddle;

    /** @param middle a time at which invocations were accepted */
    Lists(URI server, String function, Instant middle) throws IOException, InterruptedException {
        this.address =
                server.resolve(TestServer.path(function).replaceFirst("invocations-async$", "async-invocations"));
        this.middle = middle;
        this.idOfTheMiddle = get(window());
    }

    /** Microseconds of each list. */
    Map<Kind, Histogram> run(Duration duration) throws IOException, InterruptedException {
        Map<Kind, Histogram> micros = new EnumMap<>(Kind.class);
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            Kind kind = Kind.values()[i % Kind.values().length];
            long sent = System.nanoTime();
            get(query(kind));
            micros.computeIfAbsent(kind, any -> new Histogram(3)).recordValue((System.nanoTime() - sent) / 1_000);
        }
        return micros;
    }

    private String query(Kind kind) {
        return switch (kind) {
            case ID -> "request_id=" + idOfTheMiddle;
            case STATUS -> "status=FAIL";
            case NEWEST -> "limit=100";
            case WINDOW -> window();
        };
    }

    private String window() {
        return "query_begin_time=" + middle.minus(HALF_WINDOW) + "&query_end_time=" + middle.plus(HALF_WINDOW);
    }

    /** Returns the first of the listed ids. */
    private String get(String query) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "?" + query)).build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() != 200 || !id.find()) {
            throw new IOException("nothing was listed for " + query + ": " + answer.body());
        }
        return id.group(1);
    }
}
