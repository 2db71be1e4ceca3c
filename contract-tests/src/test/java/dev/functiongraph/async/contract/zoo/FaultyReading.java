package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Clients with faults in reading answers. */
final class FaultyReading {
    private static final Set<String> KNOWN =
            Set.of("request_id", "status", "invocations", "count", "next_marker", "error_code", "error_msg");

    private FaultyReading() {}

    static Stream<ClientSpecimen> all() {
        return Stream.of(successes(), errors(), forms(), nonsense(), drawn()).flatMap(clients -> clients);
    }

    private static ClientSpecimen of(String requirement, String peculiarity, AnswerInterpreter interpreter) {
        return new ClientSpecimen(requirement, peculiarity, () -> new ZooClient(interpreter));
    }

    private static AnswerInterpreter canceledAs(String status) {
        return new AnswerInterpreter() {
            @Override
            ClientReport success(ClientCase call, JsonNode body) {
                return call.operation() == OperationId.CANCEL
                        ? report("{'outcome':'canceled','status':'" + status + "'}")
                        : super.success(call, body);
            }
        };
    }

    private static Stream<ClientSpecimen> drawn() {
        return Stream.of(
                of("client-read.any-form", "knows charset alone of all parameters", new AnswerInterpreter() {
                    @Override
                    boolean isJson(Headers headers) {
                        return super.isJson(headers)
                                && headers.first("Content-Type")
                                        .filter(type -> type.contains("v=") || type.contains("profile"))
                                        .isEmpty();
                    }
                }),
                of("client-read.any-form", "knows no escapes", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        return super.body(received)
                                .filter(body -> !received.answer().text().contains("\\u"));
                    }
                }),
                of("client-read.any-form", "reads markers as numbers of 32 bits", new AnswerInterpreter() {
                    @Override
                    ClientReport listed(JsonNode body) {
                        int marker = body.path("next_marker").intValue();
                        return super.listed(((ObjectNode) body).put("next_marker", marker));
                    }
                }),
                of("client-read.broken", "takes every 200 for a success", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        Optional<JsonNode> body = super.body(received);
                        return body.isEmpty() && received.status() == 200
                                ? Json.read("{\"status\":\"DISCARD\"}".getBytes(StandardCharsets.UTF_8), problem -> {})
                                : body;
                    }
                }),
                of("client-read.broken", "takes an id that has come in part", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        Optional<JsonNode> body = super.body(received);
                        return body.isEmpty() && received.status() == 202
                                ? Optional.of(Reply.JSON.createObjectNode().put("request_id", "7aad83af"))
                                : body;
                    }
                }));
    }

    private static Stream<ClientSpecimen> successes() {
        return Stream.of(
                of("client-read.accepted", "wants a 200", new AnswerInterpreter() {
                    @Override
                    boolean isSuccess(ClientCase call, int status) {
                        return status == 200;
                    }
                }),
                of("client-read.listed", "knows no further pages", new AnswerInterpreter() {
                    @Override
                    ClientReport listed(JsonNode body) {
                        return super.listed(((ObjectNode) body).put("next_marker", 0));
                    }
                }),
                of("client-read.listed", "reads markers into doubles", new AnswerInterpreter() {
                    @Override
                    ClientReport listed(JsonNode body) {
                        long marker = (long) body.path("next_marker").asDouble();
                        return super.listed(((ObjectNode) body).put("next_marker", marker));
                    }
                }),
                of("client-read.listed", "takes an empty list for none", new AnswerInterpreter() {
                    @Override
                    ClientReport listed(JsonNode body) {
                        return body.path("invocations").isEmpty() ? unusable() : super.listed(body);
                    }
                }),
                of("client-read.canceled", "takes every canceled invocation for failed", canceledAs("FAIL")),
                of("client-read.canceled", "takes every canceled invocation for discarded", canceledAs("DISCARD")),
                of("client-read.unknown-fields", "refuses unknown fields", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        return super.body(received).filter(body -> {
                            for (var names = body.fieldNames(); names.hasNext(); ) {
                                if (!KNOWN.contains(names.next())) {
                                    return false;
                                }
                            }
                            return true;
                        });
                    }

                    @Override
                    ClientReport error(Received received, Optional<JsonNode> body) {
                        return body.isEmpty() && isJson(received.answer().headers())
                                ? unusable()
                                : super.error(received, body);
                    }
                }),
                of("client-read.unknown-headers", "refuses cookies", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        return received.answer().headers().first("Set-Cookie").isPresent()
                                ? Optional.empty()
                                : super.body(received);
                    }
                }));
    }

    private static Stream<ClientSpecimen> errors() {
        return Stream.of(
                of("client-read.error-status", "takes every refusal for a 500", new AnswerInterpreter() {
                    @Override
                    ClientReport error(Received received, Optional<JsonNode> body) {
                        return report(super.error(received, body)
                                .line()
                                .toString()
                                .replaceFirst("\"status\":[0-9]+", "\"status\":500"));
                    }
                }),
                of("client-read.error-code", "drops the error_code", new AnswerInterpreter() {
                    @Override
                    ClientReport error(Received received, Optional<JsonNode> body) {
                        return super.error(received, Optional.empty());
                    }
                }),
                of("client-read.error-request-id", "drops the id of an error", new AnswerInterpreter() {
                    @Override
                    ClientReport error(Received received, Optional<JsonNode> body) {
                        ObjectNode line =
                                (ObjectNode) super.error(received, body).line();
                        line.remove("request_id");
                        return report(line.toString());
                    }
                }));
    }

    private static Stream<ClientSpecimen> forms() {
        return Stream.of(
                of("client-read.letter-case", "compares media types letter by letter", new AnswerInterpreter() {
                    @Override
                    boolean isJson(Headers headers) {
                        return headers.first("Content-Type")
                                .map("application/json"::equals)
                                .orElse(true);
                    }
                }),
                new ClientSpecimen("client-read.interim", "takes 100 for the answer", () -> new ZooClient() {
                    @Override
                    Received received(Received received) {
                        return received.interim().isEmpty()
                                ? received
                                : with(received, received.interim().get(0), new byte[0]);
                    }
                }),
                new ClientSpecimen("client-read.body-length", "does not know chunks", () -> new ZooClient() {
                    @Override
                    Received received(Received received) {
                        return received.answer()
                                        .headers()
                                        .first("Transfer-Encoding")
                                        .isPresent()
                                ? with(received, received.status(), received.bytes())
                                : received;
                    }
                }),
                new ClientSpecimen("client-read.body-length", "wants a Content-Length", () -> new ZooClient() {
                    @Override
                    Received received(Received received) {
                        Headers headers = received.answer().headers();
                        return headers.first("Transfer-Encoding").isPresent()
                                        || headers.first("Content-Length").isPresent()
                                ? received
                                : with(received, received.status(), new byte[0]);
                    }
                }),
                new ClientSpecimen("client-read.in-pieces", "reads once", HastyClient::new));
    }

    private static Received with(Received received, int status, byte[] body) {
        return new Received(
                received.statusLine(),
                new Answer(status, received.answer().headers(), body),
                List.of(),
                List.of(),
                received.head(),
                body);
    }

    private static Stream<ClientSpecimen> nonsense() {
        return Stream.of(
                of("client-read.no-id", "invents an id", new AnswerInterpreter() {
                    @Override
                    ClientReport success(ClientCase call, JsonNode body) {
                        ClientReport report = super.success(call, body);
                        return report.isFailure() ? invented() : report;
                    }
                }),
                new ClientSpecimen("client-read.no-id", "takes what is cut off for all", () -> new ZooClient() {
                    @Override
                    ClientReport lost(URI base, ClientCase call) {
                        return call.id().equals("202-cut-off") ? invented() : report("{'outcome':'failed'}");
                    }
                }),
                of(
                        "client-read.undeclared",
                        "knows only what is declared, and invents the rest",
                        new AnswerInterpreter() {
                            @Override
                            ClientReport success(ClientCase call, JsonNode body) {
                                return call.id().equals("202-without-content-type")
                                        ? invented()
                                        : super.success(call, body);
                            }
                        }),
                of("client-read.proxy", "takes HTML for a success", new AnswerInterpreter() {
                    @Override
                    Optional<JsonNode> body(Received received) {
                        boolean html = new String(received.bytes(), StandardCharsets.ISO_8859_1).contains("<html>");
                        return html && received.status() < 300
                                ? Optional.of(TextNode.valueOf("<html>"))
                                : super.body(received);
                    }

                    @Override
                    ClientReport success(ClientCase call, JsonNode body) {
                        return body.isTextual() ? invented() : super.success(call, body);
                    }
                }),
                of("client-read.proxy", "makes an error_code of the status", new AnswerInterpreter() {
                    @Override
                    ClientReport error(Received received, Optional<JsonNode> body) {
                        String code = "{\"error_code\":\"FSS.0" + received.status() + "\"}";
                        return super.error(
                                received,
                                body.or(() -> Json.read(code.getBytes(StandardCharsets.UTF_8), problem -> {})));
                    }
                }));
    }

    private static ClientReport invented() {
        return AnswerInterpreter.report("{'outcome':'accepted','request_id':'" + UUID.randomUUID() + "'}");
    }

    private static ClientReport report(String line) {
        return AnswerInterpreter.report(line);
    }
}
