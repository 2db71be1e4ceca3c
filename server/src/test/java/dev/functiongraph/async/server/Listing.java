package dev.functiongraph.async.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** All pages of a server's listing. */
final class Listing {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Listing() {}

    record Item(String id, String status, String message) {
        boolean isEnded() {
            return !status.equals("WAIT") && !status.equals("RUNNING");
        }
    }

    static List<Item> of(URI server, String... functions) throws Exception {
        List<Item> items = new ArrayList<>();
        for (String function : functions) {
            long marker = 0;
            do {
                JsonNode page = page(server, function, "limit=500&marker=" + marker);
                page.get("invocations")
                        .forEach(record -> items.add(new Item(
                                record.get("request_id").textValue(),
                                record.get("status").textValue(),
                                record.get("error_message").textValue())));
                marker = page.get("next_marker").longValue();
            } while (marker != 0);
        }
        return items;
    }

    /** Whether nothing of these functions waits or runs. */
    static boolean allEnded(URI server, String... functions) throws Exception {
        for (String function : functions) {
            for (String status : List.of("WAIT", "RUNNING")) {
                if (!page(server, function, "limit=1&status=" + status)
                        .get("invocations")
                        .isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonNode page(URI server, String function, String query) throws Exception {
        String path = TestServer.path(function).replace("invocations-async", "async-invocations");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server + path + "?" + query)).build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the listing answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
