package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Servers with faults in what answers tell of themselves, and ones that go by an event's words. */
final class FaultyTelling {
    private FaultyTelling() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(texts(), codings(), internals(), words()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> texts() {
        return Stream.of(
                quoting("quotes whole bodies", 400, Incoming::text),
                quoting("quotes whole queries", 400, Incoming::query),
                quoting(
                        "quotes whole media types",
                        415,
                        request -> request.header("Content-Type").orElse("")),
                quoting("quotes whole paths", 404, Incoming::target),
                ServerSpecimen.of("answer.id-of-caller", "gives back the caller's id on errors")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                Reply reply = super.answer(request);
                                return request.header("X-Request-Id")
                                        .filter(id -> reply.status() >= 400)
                                        .map(id -> reply.replacing("X-Request-Id", id))
                                        .orElse(reply);
                            }
                        }),
                ServerSpecimen.of("answer.id-of-caller", "gives back the caller's id with a listing")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                Reply reply = super.answer(request);
                                return request.header("X-Correlation-Id")
                                        .filter(id -> reply.status() == 200)
                                        .map(id -> reply.replacing("X-Request-Id", id))
                                        .orElse(reply);
                            }
                        }),
                ServerSpecimen.of("answer.id-of-caller", "gives back the caller's id where it refuses a media type")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                Reply reply = super.answer(request);
                                return request.header("X-Request-Id")
                                        .filter(id -> reply.status() == 415
                                                && request.path().endsWith("/cancel"))
                                        .map(id -> reply.replacing("X-Request-Id", id))
                                        .orElse(reply);
                            }
                        }),
                ServerSpecimen.of("answer.media-type", "gives back the media type of a request where it lists nothing")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                Reply reply = super.answer(request);
                                return request.header("Content-Type")
                                        .filter(type -> request.method().equals("GET") && reply.status() == 404)
                                        .map(type -> reply.replacing("Content-Type", type))
                                        .orElse(reply);
                            }
                        }),
                ServerSpecimen.of("answer.id-of-caller", "lists everything under the caller's id")
                        .with(() -> new Model() {
                            @Override
                            Reply list(Call call) throws RefusedException {
                                Reply reply = super.list(call);
                                return call.request()
                                        .header("X-Trace-Id")
                                        .map(id -> reply.withBody(
                                                reply.text().replaceAll("(\"request_id\":\")[^\"]*", "$1" + id)))
                                        .orElse(reply);
                            }
                        }),
                ServerSpecimen.of("answer.framing", "has a length where there is no content")
                        .with(() -> new Model() {
                            @Override
                            Reply wrongMethod(Incoming request, String right) {
                                return request.method().equals("OPTIONS")
                                        ? new Reply(204, Headers.of("Allow", right, "Content-Length", "0"), new byte[0])
                                        : super.wrongMethod(request, right);
                            }
                        }));
    }

    /** Takes a text from a request. */
    @FunctionalInterface
    private interface Quoted {
        String of(Incoming request);
    }

    private static ServerSpecimen quoting(String peculiarity, int status, Quoted quoted) {
        return ServerSpecimen.of("answer.text-length", peculiarity).with(() -> new Model() {
            @Override
            Reply answer(Incoming request) {
                Reply reply = super.answer(request);
                return reply.status() == status ? Reply.error(status, "refused: " + quoted.of(request)) : reply;
            }
        });
    }

    private static Stream<ServerSpecimen> codings() {
        return Stream.of(
                ServerSpecimen.of("answer.content-coding", "compresses unasked")
                        .with(() -> coding("gzip", body -> compressed(body, true))),
                ServerSpecimen.of("answer.content-coding", "compresses without a header of gzip")
                        .with(() -> coding("deflate", body -> compressed(body, false))),
                ServerSpecimen.of("answer.content-coding", "has a coding that nobody knows")
                        .with(() -> coding("zoo", body -> body)));
    }

    /** Makes other bytes of a body. */
    @FunctionalInterface
    private interface Coding {
        byte[] of(byte[] body);
    }

    private static Model coding(String name, Coding coding) {
        return new Model() {
            @Override
            Reply answer(Incoming request) {
                Reply reply = super.answer(request);
                return new Reply(
                        reply.status(), reply.headers().and("Content-Encoding", name), coding.of(reply.body()));
            }
        };
    }

    private static byte[] compressed(byte[] body, boolean gzip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = gzip ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Stream<ServerSpecimen> internals() {
        return Stream.of(
                        "File \"/srv/app/store.py\", line 17, in read",
                        "TypeError: Cannot read properties of undefined (reading 'id')",
                        "json: cannot unmarshal number into Go value of type string",
                        "at Store.Reader.Read(String id) in /src/Store.cs:line 17",
                        "Warning in /var/www/html/store.php on line 17",
                        "store.rb:17:in 'read'",
                        "INSERT INTO invocation (id) VALUES ($1)",
                        "SQLSTATE[23505]: duplicate key value violates unique constraint",
                        "/var/lib/fgs/data/store.sqlite")
                .map(told -> ServerSpecimen.of("answer.no-internals", "tells " + told)
                        .with(() -> new Model() {
                            @Override
                            Reply disabled() {
                                return Reply.error(429, "Function Disabled: " + told);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> words() {
        return Stream.of(
                refusing("refuses markup", text -> text.contains("<script")),
                refusing("refuses SQL", text -> text.matches("(?s).*['\"] OR .*")),
                refusing("refuses paths", text -> text.contains("../..")),
                refusing("refuses templates", text -> text.contains("{{")),
                refusing("refuses look-ups", text -> text.contains("${jndi:")),
                refusing("refuses commands", text -> text.contains("$(") || text.contains("`")),
                refusing("refuses texts that run from right to left", text -> text.contains("\u202e")),
                refusing(
                        "refuses escapes of a terminal",
                        text -> text.toLowerCase(Locale.ROOT).contains("\\u001b")),
                refusing(
                        "refuses addresses of clouds",
                        text -> List.of(text.split("[/:\"]")).contains("169.254.169.254")));
    }

    private static ServerSpecimen refusing(String peculiarity, Predicate<String> suspicious) {
        return ServerSpecimen.of("event.words", peculiarity).with(() -> new Model() {
            @Override
            void checkEvent(Call call) throws RefusedException {
                super.checkEvent(call);
                if (suspicious.test(new String(call.request().body(), StandardCharsets.UTF_8))) {
                    throw new RefusedException(Reply.error(403, "the request was blocked"));
                }
            }
        });
    }
}
