package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Correct clients that are unlike others. */
final class UnusualClients {
    private UnusualClients() {}

    static Stream<ClientSpecimen> all() {
        return Stream.of(requests(), bodies(), behaviors()).flatMap(clients -> clients);
    }

    private static ClientSpecimen of(String peculiarity, ZooClient client) {
        return new ClientSpecimen("", peculiarity, () -> client);
    }

    private static ClientReport inCapitals(ClientReport report) {
        String line = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(report.line().toString())
                .replaceAll(id -> id.group().toUpperCase(Locale.ROOT));
        return ClientReport.parse(line);
    }

    private static Stream<ClientSpecimen> requests() {
        return Stream.of(
                of("ids in capitals", new ZooClient(new AnswerInterpreter() {
                    @Override
                    ClientReport success(ClientCase call, JsonNode body) {
                        return inCapitals(super.success(call, body));
                    }
                })),
                of("nothing unusual, colons raw", new ZooClient()),
                of("signatures", new SigningClient()),
                of("signatures of as little as possible, encoded letters", new SigningClient() {
                    @Override
                    List<String> signed() {
                        return List.of("host", "x-sdk-date");
                    }

                    @Override
                    String segment(String urn) {
                        return URLEncoder.encode(urn, StandardCharsets.UTF_8).replace("t", "%74");
                    }
                }),
                of("everything encoded that can be", new ZooClient() {
                    @Override
                    String segment(String urn) {
                        return URLEncoder.encode(urn, StandardCharsets.UTF_8)
                                .replace("%3A", "%3a")
                                .replace("-", "%2D")
                                .replace("t", "%74");
                    }
                }),
                of("null for an absent body", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return Optional.of(super.body(call).orElse("null"));
                    }
                }),
                of("a body in chunks", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call);
                        return message.body().length == 0 ? message : message.withChunks(message.body(), 7);
                    }
                }),
                of("names of fields in lower case, Connection: close", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call).with("Connection", "close");
                        Message other = message;
                        for (Headers.Field field : message.fields()) {
                            other = other.replacing(field.name().toLowerCase(Locale.ROOT), field.value());
                        }
                        return other;
                    }
                }),
                of("HTTP/1.0", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call).withVersion("HTTP/1.0");
                    }
                }),
                of("a charset parameter, ranges in Accept", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call).replacing("Accept", "text/html;q=0.9, Application/*;q=0.1");
                    }

                    @Override
                    Message declared(Message message) {
                        return message.with("Content-Type", "Application/Json; charset=\"UTF-8\"");
                    }
                }),
                of("no Accept, no Content-Length, the absolute form", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call).without("Accept");
                        return message.body().length == 0 ? message.without("Content-Length") : message;
                    }

                    @Override
                    String target(URI base, ClientCase call) {
                        return "http://" + base.getAuthority() + super.target(base, call);
                    }
                }),
                of("asks whether it may send its body, and says {} for no event", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call);
                        return call.operation() == OperationId.LIST ? message : message.with("Expect", "100-continue");
                    }

                    @Override
                    Optional<String> body(ClientCase call) {
                        return Optional.of(super.body(call).orElse("{}"));
                    }
                }),
                of("all defaults in the query, times with Z, the type of a cancellation", new ZooClient() {
                    @Override
                    String query(ClientCase call) {
                        String query = super.query(call).replace("05&", "05.000Z&");
                        return call.operation() != OperationId.LIST || query.contains("limit")
                                ? query
                                : "limit=100&marker=0";
                    }

                    @Override
                    String value(String name, String value) {
                        return value;
                    }

                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call)
                                .map(body -> call.operation() == OperationId.CANCEL
                                        ? body.replace("}", ",\"type\":\"force\"}")
                                        : body);
                    }
                }));
    }

    private static Stream<ClientSpecimen> bodies() {
        return Stream.of(
                of("further parameters of its media type", new ZooClient() {
                    @Override
                    Message declared(Message message) {
                        return message.with("Content-Type", "application/json; v=1; profile=\"a;b\"");
                    }
                }),
                of("whitespace and further fields in bodies", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call)
                                .map(body -> call.operation() == OperationId.CANCEL
                                        ? body.replace("}", " ,\r\n\t\"further\" : [ null ] }\n")
                                        : " \n" + body + "\r\n\t ");
                    }
                }),
                of("escapes for all that is not ASCII", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call).map(UnusualClients::escaped);
                    }
                }),
                of("ids of cancellations in capitals", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return call.operation() == OperationId.CANCEL
                                ? Optional.of("{\"request_id\":\""
                                        + call.requestId().orElseThrow().toUpperCase(Locale.ROOT) + "\"}")
                                : super.body(call);
                    }
                }),
                of("headers of browsers and of traces", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call)
                                .with("User-Agent", "zoo/1.0 (unusual; like others)")
                                .with("Accept-Encoding", "identity;q=1, *;q=0")
                                .with("Accept-Language", "zh-CN, en;q=0.5")
                                .with("Cache-Control", "no-cache")
                                .with("traceparent", "00-7aad83af3e8d42e99ac194e8419e2c9b-7aad83af3e8d42e9-01")
                                .with("X-Request-Id", "7aad83af-3e8d-42e9-9ac1-94e8419e2c9b");
                    }
                }),
                of("every range in Accept", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call)
                                .replacing("Accept", "text/*;q=0, application/json;v=1;q=0.9")
                                .with("Accept", "*/*;q=0.5");
                    }
                }),
                of("a query in the opposite order", new ZooClient() {
                    @Override
                    String query(ClientCase call) {
                        List<String> pairs =
                                new ArrayList<>(List.of(super.query(call).split("&")));
                        Collections.reverse(pairs);
                        return String.join("&", pairs).replace("_", "%5F");
                    }
                }));
    }

    /** With an escape in place of each character that is not ASCII. */
    private static String escaped(String body) {
        StringBuilder escaped = new StringBuilder();
        body.chars()
                .forEach(unit ->
                        escaped.append(unit < 0x80 ? Character.toString(unit) : String.format("\\u%04X", unit)));
        return escaped.toString();
    }

    private static Stream<ClientSpecimen> behaviors() {
        return Stream.of(
                of("sends again after Retry-After", new ZooClient() {
                    @Override
                    ClientReport unavailable(URI base, ClientCase call, Received received) throws Exception {
                        long seconds =
                                Long.parseLong(header(received, "Retry-After").orElseThrow());
                        return CompletableFuture.supplyAsync(
                                        () -> again(base, call),
                                        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS))
                                .get();
                    }
                }),
                of("repeats a listing", new ZooClient() {
                    @Override
                    ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
                        return call.operation() == OperationId.LIST
                                ? again(base, call)
                                : super.answered(base, call, received);
                    }
                }),
                of("only invokes", having(OperationId.INVOKE)),
                of("only lists", having(OperationId.LIST)),
                of("only cancels", having(OperationId.CANCEL)),
                new ClientSpecimen(
                        "",
                        "refuses what is not declared, fails where others see an error",
                        () -> new ZooClient(new AnswerInterpreter() {
                            @Override
                            boolean isJson(Headers headers) {
                                return headers.first("Content-Type").isPresent() && super.isJson(headers);
                            }

                            @Override
                            ClientReport error(Received received, Optional<JsonNode> body) {
                                return body.isEmpty() ? unusable() : super.error(received, body);
                            }
                        })));
    }

    private static ZooClient having(OperationId operation) {
        return new ZooClient() {
            @Override
            ClientReport perform(URI base, ClientCase call) throws Exception {
                return call.operation() == operation
                        ? super.perform(base, call)
                        : AnswerInterpreter.report("{'outcome':'unsupported'}");
            }
        };
    }
}
