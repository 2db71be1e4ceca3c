package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Servers that mind letter case where they must not, or do not where they must. */
final class FaultyLetterCase {
    private FaultyLetterCase() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(functions(), paths(), bodies(), ids(), headers(), credentials())
                .flatMap(servers -> servers);
    }

    private static ServerSpecimen of(String requirement, String peculiarity, Supplier<? extends Model> model) {
        return ServerSpecimen.of(requirement, peculiarity).with(model);
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Stream<ServerSpecimen> functions() {
        return Stream.of(
                of("function.letter-case", "knows functions in any letter case", () -> new Model() {
                    @Override
                    String lookUp(String project, String urn) throws RefusedException {
                        return super.lookUp(project, small(urn));
                    }
                }),
                of("function.letter-case", "knows names in any letter case", () -> new Model() {
                    @Override
                    boolean isKnown(Urn urn) {
                        return super.isKnown(
                                new Urn(urn.region(), urn.project(), urn.group(), small(urn.name()), urn.version()));
                    }
                }),
                of("function.letter-case", "knows versions in any letter case", () -> new Model() {
                    @Override
                    boolean isKnown(Urn urn) {
                        return super.isKnown(
                                new Urn(urn.region(), urn.project(), urn.group(), urn.name(), small(urn.version())));
                    }
                }),
                of("function.letter-case", "knows projects in any letter case", () -> new Model() {
                    @Override
                    String lookUp(String project, String urn) throws RefusedException {
                        return super.lookUp(small(project), urn.replaceAll("(?i)" + PROJECT, PROJECT));
                    }
                }),
                of("function.letter-case", "takes URN for urn", () -> new Model() {
                    @Override
                    void checkUrn(String urn) throws RefusedException {
                        super.checkUrn(urn.replaceFirst("^URN:FSS:", "urn:fss:"));
                    }
                }),
                of("function.letter-case", "has names of Unicode's letters", () -> new Model() {
                    @Override
                    void checkUrn(String urn) throws RefusedException {
                        super.checkUrn(urn.toUpperCase(Locale.ROOT).equals("TEST") ? "test" : urn);
                    }

                    @Override
                    String lookUp(String project, String urn) throws RefusedException {
                        return super.lookUp(project, urn.replace('\u017f', 's'));
                    }
                }));
    }

    private static Stream<ServerSpecimen> paths() {
        Pattern literal =
                Pattern.compile("(?i)^/v2/|/fgs/functions/|/(?:invocations-async|async-invocations|cancel)(?=[?]|$)");
        return Stream.of(
                of("path.letter-case", "knows paths in any letter case", () -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        String target = literal.matcher(request.target()).replaceAll(found -> small(found.group()));
                        return super.answer(request.withTarget(target));
                    }
                }),
                of("path.letter-case", "knows operations in any letter case", () -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        String target = request.target().replaceFirst("(?i)/cancel$", "/cancel");
                        return super.answer(request.withTarget(target));
                    }
                }),
                of("method.letter-case", "knows methods in any letter case", () -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return super.answer(FaultyMethods.as(request.method().toUpperCase(Locale.ROOT), request));
                    }
                }),
                of("method.letter-case", "knows methods with one capital", () -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return super.answer(FaultyMethods.as(request.method().replace("Post", "POST"), request));
                    }
                }),
                of("function.letter-case", "cancels by a name in any letter case", () -> new Model() {
                    @Override
                    Reply cancel(Call call) throws RefusedException {
                        return super.cancel(new Call(
                                call.request(),
                                call.project(),
                                call.urn().replaceFirst("(?i):default:test:latest$", ":default:test:latest")));
                    }
                }),
                of("list.parameter-letter-case", "knows parameters in any letter case", () -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        Matcher name = Pattern.compile("(?<=^|&)[A-Za-z_]+=").matcher(query);
                        return super.listing(name.replaceAll(found -> small(found.group())));
                    }
                }),
                of("list.malformed-query", "takes a status in any letter case", () -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        Matcher word = Pattern.compile("status=[a-zA-Z]+").matcher(query);
                        return super.listing(word.replaceAll(
                                found -> found.group().toUpperCase(Locale.ROOT).replace("STATUS", "status")));
                    }
                }),
                of("list.malformed-query", "decodes its query twice", () -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        return super.listing(Escapes.decoded(query).replace("+", "%2B"));
                    }
                }));
    }

    private static Stream<ServerSpecimen> bodies() {
        return Stream.of(
                canceling("cancel.malformed", "takes a type in capitals", body -> body.replace("FORCE", "force")),
                canceling(
                        "cancel.malformed",
                        "takes the name of a field in capitals",
                        body -> body.replace("REQUEST_ID", "request_id")),
                canceling(
                        "cancel.valid",
                        "reads fields in any letter case",
                        body -> body.replace("\"TYPE\"", "\"type\"")));
    }

    private static ServerSpecimen canceling(String requirement, String peculiarity, UnaryOperator<String> change) {
        return of(requirement, peculiarity, () -> new Model() {
            @Override
            String cancelId(Incoming request) throws RefusedException {
                return Bodies.cancelId(change.apply(utf8(request.body())));
            }
        });
    }

    private static Stream<ServerSpecimen> ids() {
        return Stream.of(
                of(
                        "list.id-letter-case",
                        "knows ids in the case in which it gave them",
                        () -> new Model(new Records() {
                            @Override
                            boolean isOf(Entry entry, String id) {
                                return entry.id.equals(id);
                            }
                        })),
                of("cancel.id-letter-case", "refuses ids in capitals", () -> new Model() {
                    @Override
                    String cancelId(Incoming request) throws RefusedException {
                        String id = super.cancelId(request);
                        if (!id.equals(small(id))) {
                            throw new RefusedException(Reply.error(400, "Invalid RequestId"));
                        }
                        return id;
                    }
                }));
    }

    private static Stream<ServerSpecimen> headers() {
        return Stream.of(
                ServerSpecimen.of("wire.header-letter-case", "knows no names in small letters")
                        .reading(() -> new WireReader() {
                            @Override
                            Headers.Field field(String line) throws MalformedException {
                                Headers.Field field = super.field(line);
                                return field.name().equals(small(field.name()))
                                        ? new Headers.Field("X-Unknown", field.value())
                                        : field;
                            }
                        }),
                ServerSpecimen.of("wire.header-letter-case", "knows no Accept in capitals")
                        .reading(() -> new WireReader() {
                            @Override
                            Headers.Field field(String line) throws MalformedException {
                                return super.field(line.replaceFirst("^ACCEPT:", "X-Accept:"));
                            }
                        }),
                ServerSpecimen.of("wire.absolute-form", "knows http in small letters only")
                        .reading(() -> new WireReader() {
                            @Override
                            String target(String sent) {
                                return sent.startsWith("HTTP:") ? sent : super.target(sent);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> credentials() {
        return Stream.of(
                of("credentials.wrong", "takes a token in any letter case", () -> new FaultyCredentials.Guarded() {
                    @Override
                    void checkCredentials(Call call) throws RefusedException {
                        boolean alike = call.request()
                                .header("X-Auth-Token")
                                .filter(TOKEN::equalsIgnoreCase)
                                .isPresent();
                        if (!alike || !call.project().equals(PROJECT)) {
                            super.checkCredentials(call);
                        }
                    }
                }),
                of("signature.unknown-key", "knows access keys in any letter case", () -> new SigningModel() {
                    @Override
                    void checkKey(Matcher form) throws RefusedException {
                        if (!form.group(1).equalsIgnoreCase(KEY.id())) {
                            super.checkKey(form);
                        }
                    }
                }));
    }
}
