package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.stream.Stream;

/** Servers with faults in handling an event's size, media type or charset. */
final class FaultyContent {
    private static final int LIMIT = 262_144;

    private FaultyContent() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ofSize("event.size-limit", "has a limit that is one byte too high", LIMIT + 1, LIMIT),
                ofSize("event.size-limit", "has a limit that is one byte too low", LIMIT - 1, LIMIT),
                ServerSpecimen.of("event.size-limit", "counts characters")
                        .reading(() -> limited(2 * LIMIT, LIMIT))
                        .with(() -> new Model() {
                            @Override
                            void checkSize(Incoming request) throws RefusedException {
                                super.checkSize(request);
                                if (request.text().length() > LIMIT) {
                                    throw new RefusedException(Reply.error(413, "the body is too large"));
                                }
                            }
                        }),
                ofSize("event.size-limit-chunked", "has no limit of chunked bodies", LIMIT, 64 * LIMIT),
                ofSize("event.size-limit-chunked", "has another limit of chunked bodies", LIMIT, LIMIT - 1),
                declared("event.media-type", "takes any text", "text/.*|application/json(;charset=\"?utf-8\"?)?"),
                declared(
                        "event.media-type",
                        "takes forms",
                        "application/(json(;charset=\"?utf-8\"?)?|x-www-form-urlencoded)"),
                ServerSpecimen.of("event.media-type", "takes null in any media type")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                if (!request.text().equals("null")) {
                                    super.checkMediaType(request);
                                }
                            }
                        }),
                declared("event.media-type-malformed", "takes garbage", "application/json(;charset=utf-8)?|[^/]*"),
                declared(
                        "event.media-type-malformed",
                        "takes an empty one for none",
                        "(application/json(;charset=utf-8)?)?"),
                declared(
                        "event.media-type-malformed",
                        "takes the first of a list",
                        "application/json(;charset=utf-8)?(,.*)?"),
                declared(
                        "event.media-type-malformed",
                        "takes wildcards",
                        "[*]/[*]|application/([*]|json(;charset=utf-8)?)"),
                ServerSpecimen.of("event.media-type-malformed", "answers 400").with(() -> new Model() {
                    @Override
                    void checkMediaType(Incoming request) throws RefusedException {
                        if (request.header("Content-Type")
                                .filter(type -> !type.contains("/"))
                                .isPresent()) {
                            throw new RefusedException(Reply.error(400, "the Content-Type is malformed"));
                        }
                        super.checkMediaType(request);
                    }
                }),
                declared("event.charset", "does not mind the charset", "application/json(;.*)?"),
                declared("event.charset", "takes Latin-1", "application/json(;charset=\"?(utf-8|iso-8859-1)\"?)?"),
                declared("event.media-type-forms", "takes no charset", "application/json"),
                declared("event.media-type-forms", "takes no quotes", "application/json(;charset=utf-8)?"),
                ServerSpecimen.of("event.media-type-forms", "knows small letters only")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                super.checkMediaType(request);
                                if (request.header("Content-Type")
                                        .filter(type -> type.matches(".*[A-Z].*"))
                                        .isPresent()) {
                                    throw wrongType();
                                }
                            }
                        }),
                ServerSpecimen.of("event.media-type-forms", "wants a Content-Type")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                super.checkMediaType(request);
                                if (request.body().length > 0
                                        && request.header("Content-Type").isEmpty()) {
                                    throw wrongType();
                                }
                            }
                        }));
    }

    private static ServerSpecimen ofSize(String requirement, String peculiarity, int declared, int chunked) {
        return ServerSpecimen.of(requirement, peculiarity).reading(() -> limited(declared, chunked));
    }

    private static WireReader limited(int declared, int chunked) {
        return new WireReader() {
            @Override
            int maxBody() {
                return declared;
            }

            @Override
            int maxChunked() {
                return chunked;
            }
        };
    }

    private static ServerSpecimen declared(String requirement, String peculiarity, String types) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Model() {
            @Override
            void checkMediaType(Incoming request) throws RefusedException {
                List<String> sent = request.headers().values("Content-Type");
                if (request.body().length > 0
                        && !sent.isEmpty()
                        && !sent.get(0).replace(" ", "").matches("(?i)" + types)) {
                    throw wrongType();
                }
            }
        });
    }

    private static RefusedException wrongType() {
        return new RefusedException(Reply.error(415, "the body must be application/json in UTF-8"));
    }
}
