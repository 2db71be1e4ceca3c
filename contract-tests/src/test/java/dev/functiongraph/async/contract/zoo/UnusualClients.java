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
        return Stream.of(requests(), behaviors()).flatMap(clients -> clients);
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
