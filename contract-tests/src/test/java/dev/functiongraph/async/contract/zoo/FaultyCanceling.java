package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** Servers with faults in canceling. */
final class FaultyCanceling {
    private FaultyCanceling() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(effects(), ids(), requests()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> effects() {
        return Stream.of(
                ServerSpecimen.of("cancel.ends", "says that it was canceled, and goes on")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized String cancel(String function, String id) {
                                return "DISCARD";
                            }
                        })),
                ServerSpecimen.of("cancel.ends", "answers before it has ended").with(() -> new Model() {
                    @Override
                    Reply canceled(String id, String status) {
                        return super.canceled(id, "RUNNING");
                    }
                }),
                ServerSpecimen.of("cancel.code", "has a code of its own").with(FaultyLife.telling((record, entry) -> {
                    if (entry.code != 0) {
                        record.put("error_code", 4299);
                    }
                })),
                ServerSpecimen.of("cancel.code", "calls failed what never ran")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized String cancel(String function, String id) {
                                super.cancel(function, id);
                                Entry entry = find(id);
                                entry.status = entry.status.replace("DISCARD", "FAIL");
                                return entry.status;
                            }
                        })),
                ServerSpecimen.of("cancel.running", "has a code of its own")
                        .with(FaultyLife.telling((record, entry) -> {
                            if (entry.code != 0 && entry.started != null) {
                                record.put("error_code", 4201);
                            }
                        })),
                ServerSpecimen.of("cancel.running", "discards what it has begun")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized String cancel(String function, String id) {
                                super.cancel(function, id);
                                Entry entry = find(id);
                                entry.status = entry.status.replace("FAIL", "DISCARD");
                                return entry.status;
                            }
                        })),
                ServerSpecimen.of("cancel.ended-stays", "cancels what has ended")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized String cancel(String function, String id) {
                                find(id).status = "RUNNING";
                                return super.cancel(function, id);
                            }
                        })),
                ServerSpecimen.of("cancel.twice", "does not know any more what it canceled")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized boolean has(String function, String id) {
                                return super.has(function, id) && find(id).code == 0;
                            }
                        })));
    }

    private static Stream<ServerSpecimen> ids() {
        return Stream.of(
                ServerSpecimen.of("cancel.unknown-id", "cancels what it does not know")
                        .with(() -> new Model() {
                            @Override
                            Reply cancel(Call call) throws RefusedException {
                                try {
                                    return super.cancel(call);
                                } catch (RefusedException e) {
                                    if (!e.reply().text().contains("Invalid RequestId")) {
                                        throw e;
                                    }
                                    return canceled(cancelId(call.request()), "DISCARD");
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.other-functions-id", "cancels through any function")
                        .with(() -> new Model(new Records() {
                            @Override
                            synchronized boolean has(String function, String id) {
                                return super.has("test", id) || super.has("disabled", id);
                            }
                        })),
                ServerSpecimen.of("cancel.absent-function", "looks for the id before the function")
                        .with(() -> new Model() {
                            @Override
                            Reply cancel(Call call) throws RefusedException {
                                try {
                                    return super.cancel(call);
                                } catch (RefusedException e) {
                                    throw e.reply().status() == 404
                                            ? new RefusedException(Reply.error(400, "Invalid RequestId"))
                                            : e;
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.absent-function", "has another code there")
                        .with(() -> new Model() {
                            @Override
                            Reply cancel(Call call) throws RefusedException {
                                return FaultyListing.withCode("FSS.1404", () -> super.cancel(call));
                            }
                        }),
                ServerSpecimen.of("cancel.disabled-function", "cancels nothing of a disabled function")
                        .with(() -> new Model() {
                            @Override
                            Reply cancel(Call call) throws RefusedException {
                                if (call.urn().contains(":disabled:")) {
                                    throw new RefusedException(disabled());
                                }
                                return super.cancel(call);
                            }
                        }));
    }

    private static Stream<ServerSpecimen> requests() {
        return Stream.of(
                ServerSpecimen.of("cancel.examples", "wants a type").with(() -> new Model() {
                    @Override
                    String cancelId(Incoming request) throws RefusedException {
                        if (!request.text().contains("\"type\"")) {
                            throw new RefusedException(Reply.error(400, "there is no type"));
                        }
                        return super.cancelId(request);
                    }
                }),
                ServerSpecimen.of("cancel.valid", "wants to be told the media type")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                super.checkMediaType(request);
                                if (request.path().endsWith("/cancel")
                                        && request.header("Content-Type").isEmpty()) {
                                    throw new RefusedException(Reply.error(415, "there is no media type"));
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.valid", "takes nothing but small cancellations")
                        .with(() -> new Model() {
                            @Override
                            void checkSize(Incoming request) throws RefusedException {
                                super.checkSize(request);
                                if (request.path().endsWith("/cancel") && request.body().length > 1_024) {
                                    throw new RefusedException(Reply.error(413, "the body is too large"));
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.malformed", "takes null for no type").with(() -> new Model() {
                    @Override
                    String cancelId(Incoming request) throws RefusedException {
                        return Bodies.cancelId(request.text().replace(",\"type\":null", ""));
                    }
                }),
                ServerSpecimen.of("cancel.malformed", "takes what was not ended for whole")
                        .with(() -> new Model() {
                            @Override
                            String cancelId(Incoming request) throws RefusedException {
                                String text = request.text();
                                return Bodies.cancelId(text.endsWith("}") ? text : text + "}");
                            }
                        }),
                ServerSpecimen.of("cancel.recursive", "takes any type").with(() -> new Model() {
                    @Override
                    String cancelId(Incoming request) throws RefusedException {
                        return Bodies.cancelId(request.text().replace("recursive", "force"));
                    }
                }),
                ServerSpecimen.of("cancel.media-type", "reads JSON in whatever it is declared as")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                if (!request.path().endsWith("/cancel")) {
                                    super.checkMediaType(request);
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.media-type-malformed", "takes any that names no other type")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                if (!request.path().endsWith("/cancel")
                                        || request.header("Content-Type")
                                                .orElse("")
                                                .contains("/")) {
                                    super.checkMediaType(request);
                                }
                            }
                        }),
                ServerSpecimen.of("cancel.content-coding", "does not look at it")
                        .with(FaultyContentCoding.ofCancellations(request -> {})),
                ServerSpecimen.of("cancel.content-coding", "calls it malformed")
                        .with(FaultyContentCoding.ofCancellations(request -> {
                            if (request.header("Content-Encoding").isPresent()) {
                                throw new RefusedException(Reply.error(400, "there is a Content-Encoding"));
                            }
                        })),
                ServerSpecimen.of("cancel.size-limit", "reads cancellations of any size")
                        .with(() -> new Model() {
                            @Override
                            void checkSize(Incoming request) throws RefusedException {
                                if (!request.path().endsWith("/cancel")) {
                                    super.checkSize(request);
                                }
                            }
                        }));
    }
}
