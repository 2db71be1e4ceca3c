package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Correct servers that decide otherwise than most what the contract leaves open. */
final class UnusualChoices {
    private UnusualChoices() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(declared(), functions(), refusals(), records(), wire()).flatMap(servers -> servers);
    }

    private static ServerSpecimen answering(String peculiarity, UnaryOperator<Reply> otherwise) {
        return ServerSpecimen.of("", peculiarity).with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                return otherwise.apply(super.answer(request));
            }
        });
    }

    private static Stream<ServerSpecimen> declared() {
        return Stream.of(
                typed("a version of its media type", "application/json; v=1"),
                typed(
                        "many parameters of its media type",
                        "Application/JSON;profile=\"a;charset=gbk;\\\"b\\\"\" ; Charset=\"utf-8\";q=1"),
                typed("a semicolon behind its media type", "application/json;"),
                answering(
                        "the coding that is none",
                        reply -> reply.with("Content-Encoding", "identity").with("Vary", "Accept-Encoding")),
                answering(
                        "a server with a name of many letters",
                        reply -> reply.with(
                                "Server",
                                new String("zoo (北京)".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))));
    }

    private static ServerSpecimen typed(String peculiarity, String type) {
        return answering(
                peculiarity, reply -> reply.body().length == 0 ? reply : reply.replacing("Content-Type", type));
    }

    private static Stream<ServerSpecimen> functions() {
        return Stream.of(
                ServerSpecimen.of("", "functions whose names differ in a capital")
                        .with(() -> new Model() {
                            @Override
                            boolean isKnown(Urn urn) {
                                String name = urn.name().matches("Test|TEST") ? "test" : urn.name();
                                return super.isKnown(
                                        new Urn(urn.region(), urn.project(), urn.group(), name, urn.version()));
                            }
                        }),
                ServerSpecimen.of("", "regions, packages and versions beside those that are known")
                        .with(() -> new Model() {
                            @Override
                            boolean isKnown(Urn urn) {
                                return super.isKnown(new Urn(
                                        urn.region().equals("eu-de-1") ? "xxxxxxxxxxx" : urn.region(),
                                        urn.project(),
                                        urn.group().equals("default2") ? "default" : urn.group(),
                                        urn.name(),
                                        urn.version().matches("1|1\\.0|LATEST") ? "latest" : urn.version()));
                            }
                        }));
    }

    private static Stream<ServerSpecimen> refusals() {
        return Stream.of(
                ServerSpecimen.of("", "400 for paths that are not plain").with(() -> new Model() {
                    @Override
                    Reply noSuchPath(Incoming request) {
                        return request.path().matches(".*(%|;|//).*")
                                ? Reply.error(400, "the path is malformed")
                                : super.noSuchPath(request);
                    }
                }),
                ServerSpecimen.of("", "no methods in small letters").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return request.method().matches(".*[a-z].*")
                                ? Reply.error(501, "there is no such method")
                                : super.answer(request);
                    }
                }),
                ServerSpecimen.of("", "no GET with a body").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return request.method().equals("GET") && request.body().length > 0
                                ? Reply.error(400, "a GET has no body")
                                : super.answer(request);
                    }
                }),
                ServerSpecimen.of("", "no host but its own").reading(() -> new WireReader() {
                    @Override
                    void checkHost(String version, Headers headers) throws MalformedException {
                        if (headers.values("Host").size() == 1
                                && !headers.first("Host")
                                        .orElse("")
                                        .matches("(?i)(127\\.0\\.0\\.1|localhost)(:\\d+)?")) {
                            throw new MalformedException(403, "the Host is none of this server's");
                        }
                        super.checkHost(version, headers);
                    }
                }),
                ServerSpecimen.of("", "the end of the connection behind every error")
                        .writing(() -> new WireWriter() {
                            @Override
                            boolean closes(Incoming request, Reply reply) {
                                return reply.status() >= 400 || super.closes(request, reply);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> records() {
        return Stream.of(
                told(
                        "times in whole seconds",
                        (record, entry) -> change(
                                record,
                                time -> time.truncatedTo(ChronoUnit.SECONDS).toString())),
                told(
                        "times in milliseconds that are always 0",
                        (record, entry) -> change(
                                record,
                                time -> time.truncatedTo(ChronoUnit.SECONDS)
                                        .toString()
                                        .replace("Z", ".000Z"))),
                told(
                        "times to the nanosecond, with an offset of 0",
                        (record, entry) ->
                                change(record, time -> time.toString().replace("Z", "+00:00"))),
                told(
                        "records with more fields",
                        (record, entry) -> record.put("attempt", 1)
                                .put("StartTime", "never")
                                .putObject("further")
                                .put("field", "value")),
                ServerSpecimen.of("", "two attempts of everything")
                        .with(() -> new Model(new Records() {
                            private final Set<String> repeated = ConcurrentHashMap.newKeySet();

                            @Override
                            void step(Entry entry) {
                                if (entry.status.equals("RUNNING") && repeated.add(entry.id)) {
                                    entry.status = "WAIT";
                                } else {
                                    super.step(entry);
                                }
                            }

                            @Override
                            ObjectNode json(Entry entry) {
                                ObjectNode record = super.json(entry);
                                return entry.status.equals("WAIT") && entry.started != null
                                        ? record.put("error_message", "the function failed and is tried again")
                                        : record;
                            }
                        })),
                ServerSpecimen.of("", "failures in the words of functions")
                        .with(() -> new Model(new FailingRecords() {
                            @Override
                            ObjectNode json(Entry entry) {
                                ObjectNode record = super.json(entry);
                                return entry.code == FAILED
                                        ? record.put(
                                                "error_message",
                                                "Traceback (most recent call last): File \"/app/a/index.py\", line 1"
                                                        + " ValueError".repeat(180))
                                        : record;
                            }
                        })),
                ServerSpecimen.of("", "ids by the time").with(() -> new Model() {
                    @Override
                    String newId(Call call) {
                        long time = Instant.now().toEpochMilli() << 16 | 0x7000;
                        return new UUID(time, UUID.randomUUID().getLeastSignificantBits()).toString();
                    }
                }),
                answering("escapes for every letter", reply -> reply.withBody(escaped(reply))));
    }

    private static ServerSpecimen told(String peculiarity, FaultyLife.Telling telling) {
        return ServerSpecimen.of("", peculiarity).with(FaultyLife.telling(telling));
    }

    /** Writes a time in another form. */
    @FunctionalInterface
    private interface Form {
        String of(Instant time);
    }

    private static void change(ObjectNode record, Form form) {
        for (String field : List.of("start_time", "end_time")) {
            if (record.has(field)) {
                record.put(field, form.of(Instant.parse(record.path(field).asText())));
            }
        }
    }

    private static String escaped(Reply reply) {
        if (reply.body().length == 0) {
            return "";
        }
        try {
            StringBuilder escaped = new StringBuilder();
            JsonNode body = Reply.JSON.readTree(reply.body());
            String name = body.has("error_msg") ? "error_msg" : "";
            body.path(name).asText().chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
            return name.isEmpty()
                    ? reply.text()
                    : "{\"error_msg\":\"" + escaped + "\",\"error_code\":" + body.path("error_code") + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ServerSpecimen> wire() {
        return Stream.of(
                answering("hints about its connections", reply -> reply.with("Keep-Alive", "timeout=5, max=1000")),
                ServerSpecimen.of("", "interim answers of every kind").writing(() -> new WireWriter() {
                    @Override
                    byte[] bytes(Incoming request, Reply reply) {
                        byte[] bytes = super.bytes(request, reply);
                        String text = new String(bytes, StandardCharsets.ISO_8859_1);
                        boolean old = request == null || request.version().equals("HTTP/1.0");
                        return old
                                ? bytes
                                : ("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 199 \r\nX-Any: thing\r\n\r\n" + text)
                                        .getBytes(StandardCharsets.ISO_8859_1);
                    }
                }));
    }
}
