package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Clients with faults in their requests. */
final class FaultySending {
    private FaultySending() {}

    static Stream<ClientSpecimen> all() {
        return Stream.of(paths(), bodies(), others()).flatMap(clients -> clients);
    }

    private static ClientSpecimen of(String requirement, String peculiarity, ZooClient client) {
        return new ClientSpecimen(requirement, peculiarity, () -> client);
    }

    private static Stream<ClientSpecimen> paths() {
        return Stream.of(
                of("client-send.path", "invokes synchronously", new ZooClient() {
                    @Override
                    String target(URI base, ClientCase call) {
                        return super.target(base, call).replace("invocations-async", "invocations");
                    }
                }),
                of("client-send.path", "puts events", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call);
                        return call.operation() == OperationId.INVOKE ? message.withMethod("PUT") : message;
                    }
                }),
                of("client-send.base-path", "resolves paths against the host", new ZooClient() {
                    @Override
                    String target(URI base, ClientCase call) {
                        return super.target(base, call)
                                .substring(base.getRawPath().length());
                    }
                }),
                of("client-send.path-encoding", "encodes the path twice", new ZooClient() {
                    @Override
                    String segment(String urn) {
                        return once(once(urn));
                    }

                    private String once(String text) {
                        return URLEncoder.encode(text, StandardCharsets.UTF_8);
                    }
                }),
                of("client-send.path-encoding", "takes the alias for a comment", new ZooClient() {
                    @Override
                    String segment(String urn) {
                        return urn.replaceFirst("!.*", "");
                    }
                }),
                of("client-send.query", "reads the marker as a double", new ZooClient() {
                    @Override
                    String value(String name, String value) {
                        return name.equals("marker") ? Long.toString((long) Double.parseDouble(value)) : value;
                    }
                }),
                of("client-send.query", "has its own limit", new ZooClient() {
                    @Override
                    String query(ClientCase call) {
                        return super.query(call).replace("limit=7", "limit=100");
                    }
                }),
                of("client-send.documented", "adds a parameter of its own", new ZooClient() {
                    @Override
                    String target(URI base, ClientCase call) {
                        String target = super.target(base, call);
                        return call.operation() == OperationId.LIST ? target : target + "?wait=false";
                    }
                }));
    }

    private static Stream<ClientSpecimen> bodies() {
        return Stream.of(
                of("client-send.absent-body", "sends an empty text for an absent body", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return Optional.of(super.body(call).orElse("\"\""));
                    }
                }),
                of("client-send.event", "drops empty values", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call).map(body -> body.replace("\"\":\"\",", ""));
                    }
                }),
                of("client-send.event", "sends no body for an empty event", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call).filter(body -> !body.equals("{}"));
                    }
                }),
                of("client-send.event-unicode", "loses astral characters", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return super.body(call).map(body -> body.replaceAll("[^\\u0000-\\uffff]", "?"));
                    }
                }),
                of("client-send.event-unicode", "encodes as Latin-1", new ZooClient() {
                    @Override
                    byte[] encoded(String body) {
                        return body.getBytes(StandardCharsets.ISO_8859_1);
                    }
                }),
                of("client-send.media-type", "sends a form, as curl does", new ZooClient() {
                    @Override
                    Message declared(Message message) {
                        return message.with("Content-Type", "application/x-www-form-urlencoded");
                    }
                }),
                of("client-send.media-type-declared", "does not say what it sends", new ZooClient() {
                    @Override
                    Message declared(Message message) {
                        return message;
                    }
                }),
                of("client-send.cancellation", "cancels nobody's invocation", new ZooClient() {
                    @Override
                    Optional<String> body(ClientCase call) {
                        return call.operation() == OperationId.CANCEL
                                ? Optional.of("{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\"}")
                                : super.body(call);
                    }
                }));
    }

    private static Stream<ClientSpecimen> others() {
        return Stream.of(
                of("client-send.accept", "wants XML", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call).replacing("Accept", "application/xml, application/json;q=0");
                    }
                }),
                of("client-send.token", "has the token in another header", new ZooClient() {
                    @Override
                    Message credentials(Message message, ClientCase call) {
                        return call.token().isPresent()
                                ? message.with(
                                        "Authorization",
                                        "Bearer " + call.token().get())
                                : message;
                    }
                }),
                of("client-send.token", "sends an empty token", new ZooClient() {
                    @Override
                    Message credentials(Message message, ClientCase call) {
                        return message.with("X-Auth-Token", call.token().orElse(""));
                    }
                }),
                of("client-send.framing", "counts characters instead of bytes", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        Message message = super.message(base, call);
                        return message.body().length == 0
                                ? message
                                : message.replacing(
                                        "Content-Length",
                                        Integer.toString(
                                                message.request().text().length()));
                    }
                }),
                of("client-send.framing", "sends two Hosts", new ZooClient() {
                    @Override
                    Message message(URI base, ClientCase call) {
                        return super.message(base, call).with("host", "localhost");
                    }
                }));
    }
}
