package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Correct servers that are unlike others. */
final class UnusualServers {
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final int LONGEST_MESSAGE = 1024;

    /** Whatever the kit sends comes back to it. */
    static final ServerSpecimen QUOTING = ServerSpecimen.of("", "messages that quote the request")
            .with(() -> new Model() {
                @Override
                Reply answer(Incoming request) {
                    Reply reply = super.answer(request);
                    String quoted = request.target() + new String(request.body(), StandardCharsets.UTF_8);
                    return reply.status() < 400 ? reply : changed(reply, body -> quoting(body, quoted));
                }
            });

    private UnusualServers() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(answers(), texts(), methods(), signatures(), UnusualWire.all())
                .flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> answers() {
        return Stream.of(
                ServerSpecimen.of("", "nothing unusual"),
                ServerSpecimen.of("", "events of any JSON").with(AnyJsonModel::new),
                answering("whitespace everywhere", reply -> changed(reply, body -> body.toPrettyString() + "\r\n\t ")),
                answering(
                        "fields in another order",
                        reply -> changed(reply, body -> reversed(body).toString())),
                answering("errors with one field more", UnusualServers::explained),
                answering(
                        "a charset",
                        reply -> reply.body().length == 0
                                ? reply
                                : reply.replacing("Content-Type", "application/json;charset=UTF-8")),
                answering(
                        "many headers",
                        reply -> reply.with("Cache-Control", "no-store")
                                .with("Vary", "Accept, Origin")
                                .with("Server", "unusual/1.0 (zoo)")
                                .with("Server-Timing", "total;dur=1.5")
                                .with("X-Content-Type-Options", "nosniff")
                                .with("X-Frame-Options", "DENY")
                                .with("Content-Security-Policy", "default-src 'none'")
                                .with("Strict-Transport-Security", "max-age=31536000")
                                .with("Date", "Fri, 02 Jan 2026 03:04:05 GMT")
                                .with("Via", "1.1 a, 1.1 b")),
                answering(
                        "headers of proxies",
                        reply -> reply.with("Accept-Ranges", "none")
                                .with("Set-Cookie", "node=7")
                                .with("traceparent", "00-7aad83af3e8d42e99ac194e8419e2c9b-7aad83af3e8d42e9-01")
                                .with("Cross-Origin-Opener-Policy", "same-origin")
                                .with("RateLimit-Remaining", "7")
                                .with("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT")
                                .with("NEL", "{}")
                                .with("X-XSS-Protection", "0")),
                answering(
                        "names of headers in small letters",
                        reply -> new Reply(
                                reply.status(),
                                new Headers(reply.headers().fields().stream()
                                        .map(field ->
                                                new Headers.Field(field.name().toLowerCase(Locale.ROOT), field.value()))
                                        .toList()),
                                reply.body())));
    }

    private static Stream<ServerSpecimen> texts() {
        Map<Integer, String> codes = Map.of(
                400, "FSS.1050", 401, "APIG.0301", 405, "APIG.0106", 406, "FSS.1406", 413, "FSS.1201", 415, "FSS.1415");
        return Stream.of(
                answering(
                        "messages in Chinese",
                        reply -> reply.status() < 400
                                ? reply
                                : changed(
                                        reply,
                                        body -> written(body.put(
                                                "error_msg",
                                                "请求被拒绝："
                                                        + body.path("error_msg").asText())))),
                answering(
                        "codes of its own",
                        reply -> !codes.containsKey(reply.status())
                                ? reply
                                : changed(
                                        reply,
                                        body -> body.put("error_code", codes.get(reply.status()))
                                                .toString())),
                answering(
                        "messages of words that programs use, too",
                        reply -> reply.status() < 400
                                ? reply
                                : changed(
                                        reply,
                                        body -> body.put(
                                                        "error_msg",
                                                        body.path("error_msg").asText()
                                                                + ", at position(3): select one from those"
                                                                + " under /home/ or /usr/, with no exception")
                                                .toString())),
                QUOTING,
                ServerSpecimen.of("", "the caller's id where it is new").with(() -> new Model() {
                    @Override
                    String newId(Call call) {
                        return call.request()
                                .header("X-Request-Id")
                                .filter(id -> !records.has("test", id))
                                .orElseGet(() -> super.newId(call));
                    }
                }),
                ServerSpecimen.of("", "ids in capitals").with(() -> new Model() {
                    @Override
                    String newId(Call call) {
                        return super.newId(call).toUpperCase(Locale.ROOT);
                    }
                }));
    }

    private static Stream<ServerSpecimen> methods() {
        return Stream.of(
                ServerSpecimen.of("", "more methods in Allow").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return Reply.error(405, "not so")
                                .with("Allow", "OPTIONS,TRACE")
                                .with("Allow", right);
                    }
                }),
                ServerSpecimen.of("", "OPTIONS").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return request.method().equals("OPTIONS")
                                ? new Reply(204, Headers.of("Allow", right + ", OPTIONS"), new byte[0])
                                : super.wrongMethod(request, right);
                    }
                }),
                ServerSpecimen.of("", "OPTIONS for other origins").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return request.method().equals("OPTIONS")
                                ? new Reply(204, Headers.of("Access-Control-Allow-Origin", "*"), new byte[0])
                                : super.answer(request);
                    }
                }),
                ServerSpecimen.of("", "no methods but GET and POST").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return List.of("GET", "POST").contains(request.method())
                                ? super.answer(request)
                                : Reply.error(501, "there is no such method");
                    }
                }),
                ServerSpecimen.of("", "no path for any other method").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return noSuchPath(request);
                    }
                }),
                ServerSpecimen.of("", "a look at the body before that at the path")
                        .with(() -> new Model() {
                            @Override
                            Reply noSuchPath(Incoming request) {
                                try {
                                    Bodies.checkEvent(request.body().length == 0 ? "{}" : utf8(request.body()));
                                    return super.noSuchPath(request);
                                } catch (RefusedException e) {
                                    return e.reply();
                                }
                            }
                        }),
                ServerSpecimen.of("", "two challenges").with(() -> new FaultyCredentials.Guarded() {
                    @Override
                    Reply refused(Reply reply) {
                        return reply.status() == 401 ? reply.with("WWW-Authenticate", "SDK-HMAC-SHA256") : reply;
                    }
                }),
                ServerSpecimen.of("", "HEAD, where there is GET").with(() -> new Model() {
                    @Override
                    Reply wrongMethod(Incoming request, String right) {
                        return request.method().equals("HEAD") && right.equals("GET")
                                ? answer(FaultyMethods.as("GET", request))
                                : super.wrongMethod(request, right);
                    }
                }));
    }

    private static Stream<ServerSpecimen> signatures() {
        return Stream.of(
                ServerSpecimen.of("", "signatures").with(SigningModel::new),
                ServerSpecimen.of("", "a clock that is slow").with(() -> new SigningModel() {
                    @Override
                    boolean isTooOld(Duration age) {
                        return super.isTooOld(age.minusMinutes(4));
                    }

                    @Override
                    boolean isTooEarly(Duration age) {
                        return super.isTooEarly(age.minusMinutes(4));
                    }
                }),
                ServerSpecimen.of("", "the same words for all that is wrong with credentials")
                        .with(() -> new SigningModel() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.status() == 401
                                        ? Reply.error(401, "no").with("WWW-Authenticate", "SDK-HMAC-SHA256")
                                        : reply;
                            }
                        }));
    }

    private static ServerSpecimen answering(String peculiarity, UnaryOperator<Reply> otherwise) {
        return ServerSpecimen.of("", peculiarity).with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                return otherwise.apply(super.answer(request));
            }
        });
    }

    /** Something that the schema of errors neither has nor forbids. */
    private static Reply explained(Reply reply) {
        return reply.status() < 400
                ? reply
                : changed(
                        reply,
                        body -> body.put("trace_id", UUID.randomUUID().toString())
                                .toString());
    }

    private static String quoting(ObjectNode error, String quoted) {
        String message = error.path("error_msg").asText() + ": " + quoted;
        return written(error.put("error_msg", message.substring(0, Math.min(LONGEST_MESSAGE, message.length()))));
    }

    private static Reply changed(Reply reply, Function<ObjectNode, String> writing) {
        try {
            return reply.withBody(writing.apply((ObjectNode) Reply.JSON.readTree(reply.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(JsonNode body) {
        try {
            return ESCAPING.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode reversed(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode reversed = Reply.JSON.createObjectNode();
        names.forEach(name -> reversed.set(name, body.get(name)));
        return reversed;
    }
}
