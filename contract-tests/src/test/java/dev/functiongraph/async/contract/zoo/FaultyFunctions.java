package dev.functiongraph.async.contract.zoo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** Servers with faults in looking up functions. */
final class FaultyFunctions {
    private FaultyFunctions() {}

    static Stream<ServerSpecimen> all() {
        return Stream.concat(absent(), Stream.concat(disabled(), forms()));
    }

    private static Stream<ServerSpecimen> absent() {
        return Stream.of(
                ServerSpecimen.of("function.absent", "answers 400 for an unknown function")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                try {
                                    return super.lookUp(project, urn);
                                } catch (RefusedException e) {
                                    throw new RefusedException(Reply.error(400, "no such function"));
                                }
                            }
                        }),
                ServerSpecimen.of("function.absent", "runs a function of any name")
                        .with(() -> new Model() {
                            @Override
                            boolean isKnown(Urn urn) {
                                return urn.version().equals("latest");
                            }
                        }),
                ServerSpecimen.of("function.absent", "refuses URNs that are allowed, but unusually long")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                super.checkUrn(urn);
                                if (urn.length() > 150) {
                                    throw new RefusedException(Reply.error(400, "function_urn is too long"));
                                }
                            }
                        }),
                ServerSpecimen.of("function.absent", "allows one letter less in a URN")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                super.checkUrn(urn.length() == 269 ? urn + "x" : urn);
                            }
                        }),
                ServerSpecimen.of("function.absent-leaves-no-record", "keeps what was meant for no function")
                        .with(() -> new Model() {
                            @Override
                            Reply invoke(Call call) throws RefusedException {
                                try {
                                    return super.invoke(call);
                                } catch (RefusedException e) {
                                    if (e.reply().status() == 404) {
                                        records.add(call.urn(), newId(call));
                                    }
                                    throw e;
                                }
                            }

                            @Override
                            Reply list(Call call) throws RefusedException {
                                try {
                                    return super.list(call);
                                } catch (RefusedException e) {
                                    if (e.reply().status() != 404) {
                                        throw e;
                                    }
                                    String id = UUID.randomUUID().toString();
                                    return Reply.json(200, id, records.page(call.urn(), listing("")));
                                }
                            }
                        }),
                ServerSpecimen.of("function.absent-version", "takes no notice of the version")
                        .with(() -> new Model() {
                            @Override
                            boolean isKnown(Urn urn) {
                                return super.isKnown(
                                        new Urn(urn.region(), urn.project(), urn.group(), urn.name(), "latest"));
                            }
                        }),
                ServerSpecimen.of("function.other-project", "takes no notice of the URN's project")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                return super.lookUp(
                                        project,
                                        urn.replaceAll(":[A-Za-z0-9]{32}:function:", ":" + PROJECT + ":function:"));
                            }
                        }),
                ServerSpecimen.of("function.other-project", "refuses projects with an A in short forms")
                        .with(() -> new Model() {
                            @Override
                            void checkUrn(String urn) throws RefusedException {
                                super.checkUrn(urn.matches("A[A-Za-z0-9]{31}:.*") ? "" : urn);
                            }
                        }),
                ServerSpecimen.of("function.other-project", "takes no notice of the path's project")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                return super.lookUp(PROJECT, urn);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> disabled() {
        return Stream.of(
                ServerSpecimen.of("function.disabled", "has another code").with(() -> new Model() {
                    @Override
                    Reply disabled() {
                        return Reply.error(429, "FSS.1429", "Function Disabled");
                    }
                }),
                ServerSpecimen.of("function.disabled-no-retry-after", "asks to wait")
                        .with(() -> new Model() {
                            @Override
                            Reply disabled() {
                                return super.disabled().with("Retry-After", "1");
                            }
                        }),
                ServerSpecimen.of("function.disabled-reason", "has the reason that 429 has elsewhere")
                        .writing(() -> new WireWriter() {
                            @Override
                            byte[] bytes(Incoming request, Reply reply) {
                                return new String(super.bytes(request, reply), StandardCharsets.ISO_8859_1)
                                        .replaceFirst("^HTTP/1.1 429 [^\r]*", "HTTP/1.1 429 Too Many Requests")
                                        .getBytes(StandardCharsets.ISO_8859_1);
                            }
                        }),
                ServerSpecimen.of("function.disabled-leaves-no-record", "keeps what it refused, under the answer's id")
                        .with(() -> new Model() {
                            @Override
                            Reply disabled() {
                                Reply reply = super.disabled();
                                records.add(
                                        "disabled",
                                        reply.headers().first("X-Request-Id").orElseThrow());
                                return reply;
                            }
                        }),
                ServerSpecimen.of("function.disabled-leaves-no-record", "keeps what it refused, under another id")
                        .with(() -> new Model() {
                            @Override
                            Reply disabled() {
                                records.add("disabled", UUID.randomUUID().toString());
                                return super.disabled();
                            }
                        }));
    }

    private static Stream<ServerSpecimen> forms() {
        return Stream.of(
                ServerSpecimen.of("function.short-forms", "knows full URNs only")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                return super.lookUp(project, urn.startsWith("urn:") ? urn : "absent");
                            }
                        }),
                ServerSpecimen.of("function.short-forms", "takes a short form for another function")
                        .with(() -> new Model() {
                            @Override
                            String lookUp(String project, String urn) throws RefusedException {
                                String name = super.lookUp(project, urn);
                                return name.equals("test") && !urn.startsWith("urn:") ? "another" : name;
                            }
                        }));
    }
}
