package dev.functiongraph.async.contract.zoo;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers with faults in handling paths. */
final class FaultyPaths {
    private FaultyPaths() {}

    private static ServerSpecimen ofUrn(String peculiarity, UnaryOperator<String> taken) {
        return ServerSpecimen.of("path.function-urn", peculiarity).with(() -> new Model() {
            @Override
            void checkUrn(String urn) throws RefusedException {
                super.checkUrn(taken.apply(urn));
            }

            @Override
            String lookUp(String project, String urn) throws RefusedException {
                return super.lookUp(project, taken.apply(urn));
            }
        });
    }

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("path.encoded-colons", "knows escapes in capitals only")
                        .with(() -> new Model() {
                            @Override
                            String decoded(String raw) throws RefusedException {
                                return super.decoded(raw.replace("%3a", "%253a"));
                            }
                        }),
                ServerSpecimen.of("path.encoded-letters", "decodes nothing but colons")
                        .with(() -> new Model() {
                            @Override
                            String decoded(String raw) {
                                return raw.replaceAll("%3[aA]", ":");
                            }
                        }),
                ServerSpecimen.of("path.project-id", "looks for a project of any name")
                        .with(() -> new Model() {
                            @Override
                            void checkProject(String project) {
                                // there will be none
                            }
                        }),
                ServerSpecimen.of("path.function-urn", "looks for a function of any name")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                if (!Urn.isWellFormed(urn)) {
                                    throw new RefusedException(Reply.error(404, "no such function"));
                                }
                            }
                        }),
                ServerSpecimen.of("path.function-urn", "does not mind the URN's length")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                if (!Urn.hasForm(urn)) {
                                    super.checkUrn(urn);
                                }
                            }
                        }),
                ServerSpecimen.of("path.function-urn", "allows one letter more").with(() -> new Model() {
                    @Override
                    void checkUrn(String urn) throws RefusedException {
                        super.checkUrn(urn.length() == 270 ? urn.substring(0, 269) : urn);
                    }
                }),
                ServerSpecimen.of("path.function-urn", "takes no notice of a line feed at the end")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                super.checkUrn(urn.replaceFirst("\n\\z", ""));
                            }
                        }),
                ofUrn("leaves out a colon at the end", urn -> urn.replaceFirst(":$", "")),
                ofUrn("leaves out a plus sign at the beginning", urn -> urn.replaceFirst("^[+]", "")),
                ofUrn("knows packages of 65 letters", urn -> urn.replaceFirst(":([A-Za-z0-9_-]{64}).:", ":$1:")),
                ofUrn("knows names that begin with a digit", urn -> urn.replaceFirst(":9", ":a")),
                ofUrn("knows empty versions", urn -> urn.replaceFirst("(?<=.):$", "")),
                ServerSpecimen.of("path.project-id", "leaves out a space behind it")
                        .with(() -> new Model() {
                            @Override
                            void checkProject(String project) throws RefusedException {
                                super.checkProject(project.stripTrailing());
                            }
                        }),
                ServerSpecimen.of("path.malformed-escape", "leaves out signs of percent that begin no escape")
                        .with(() -> new Model() {
                            @Override
                            String decoded(String raw) throws RefusedException {
                                return super.decoded(raw.replaceAll("%(?![0-9A-Fa-f]{2})", ""));
                            }
                        }),
                ServerSpecimen.of("path.malformed-escape", "leaves out bytes that are not UTF-8")
                        .with(() -> new Model() {
                            @Override
                            String decoded(String raw) throws RefusedException {
                                return super.decoded(raw.replaceAll("%[89A-Fa-f][0-9A-Fa-f]", ""));
                            }
                        }),
                ServerSpecimen.of("path.line-breaks", "leaves out whitespace at the ends")
                        .with(() -> new Model() {
                            @Override
                            String decoded(String raw) throws RefusedException {
                                return super.decoded(raw).strip();
                            }
                        }),
                ServerSpecimen.of("path.line-breaks", "repeats the path in a header")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                try {
                                    // Without an end of the header section, for which the kit would have to wait.
                                    String path = decoded(request.path()).replaceAll("[\r\n]+", "\r\n");
                                    return super.answer(request).with("Via", path);
                                } catch (RefusedException e) {
                                    return super.answer(request);
                                }
                            }
                        }),
                ServerSpecimen.of("path.unknown", "has another form of errors there")
                        .with(() -> new Model() {
                            @Override
                            Reply noSuchPath(Incoming request) {
                                return super.noSuchPath(request).withBody("{\"message\":\"not found\"}");
                            }
                        }),
                ServerSpecimen.of("path.unknown", "goes by the beginning of a path")
                        .with(() -> new Model() {
                            @Override
                            Reply answer(Incoming request) {
                                return super.answer(new Incoming(
                                        request.method(),
                                        request.target().replaceFirst("(/invocations-async)/[^?]*", "$1"),
                                        request.version(),
                                        request.headers(),
                                        request.body(),
                                        request.tooLarge()));
                            }
                        }));
    }
}
