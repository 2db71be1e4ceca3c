package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** Servers that report a fault, but not the one that comes first in the contract. */
final class FaultyOrder {
    private static final String ORDER = "answer.order";

    private FaultyOrder() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of(ORDER, "406 before 415").with(() -> new Model() {
                    @Override
                    void checkMediaType(Incoming request) throws RefusedException {
                        checkAccept(request);
                        super.checkMediaType(request);
                    }
                }),
                ServerSpecimen.of(ORDER, "406 before the 415 of a charset").with(() -> new Model() {
                    @Override
                    void checkMediaType(Incoming request) throws RefusedException {
                        if (request.header("Content-Type").orElse("").contains("charset")) {
                            checkAccept(request);
                        }
                        super.checkMediaType(request);
                    }
                }),
                ServerSpecimen.of(ORDER, "406 before the 415 of a malformed type")
                        .with(() -> new Model() {
                            @Override
                            void checkMediaType(Incoming request) throws RefusedException {
                                if (!request.header("Content-Type").orElse("/").contains("/")) {
                                    checkAccept(request);
                                }
                                super.checkMediaType(request);
                            }
                        }),
                ServerSpecimen.of(ORDER, "406 before the 415 of a content coding")
                        .with(() -> new Model() {
                            @Override
                            void checkContentCoding(Incoming request) throws RefusedException {
                                checkAccept(request);
                                super.checkContentCoding(request);
                            }
                        }),
                ServerSpecimen.of(ORDER, "400 of the body before the 415 of a content coding")
                        .with(() -> new Model() {
                            @Override
                            void checkContentCoding(Incoming request) throws RefusedException {
                                // with the event
                            }

                            @Override
                            void checkEvent(Call call) throws RefusedException {
                                super.checkEvent(call);
                                super.checkContentCoding(call.request());
                            }
                        }),
                ServerSpecimen.of(ORDER, "406 before 413").with(() -> new Model() {
                    @Override
                    void checkSize(Incoming request) throws RefusedException {
                        if (request.tooLarge()) {
                            checkAccept(request);
                        }
                        super.checkSize(request);
                    }
                }),
                ServerSpecimen.of(ORDER, "400 for a malformed URN before anything else")
                        .with(() -> new Model() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                checkUrn(decoded(call.urn()));
                                super.checkCredentials(call);
                            }
                        }),
                ServerSpecimen.of(ORDER, "404 before 400 of the body").with(() -> new Model() {
                    @Override
                    void checkEvent(Call call) throws RefusedException {
                        lookUp(decoded(call.project()), decoded(call.urn()));
                        super.checkEvent(call);
                    }
                }),
                ServerSpecimen.of(ORDER, "429 before 400 of the body").with(() -> new Model() {
                    @Override
                    void checkEvent(Call call) throws RefusedException {
                        if (isDisabled(call)) {
                            throw new RefusedException(disabled());
                        }
                        super.checkEvent(call);
                    }

                    private boolean isDisabled(Call call) {
                        try {
                            return lookUp(decoded(call.project()), decoded(call.urn()))
                                    .equals("disabled");
                        } catch (RefusedException e) {
                            return false;
                        }
                    }
                }),
                ServerSpecimen.of(ORDER, "404 before 400 of the query").with(() -> new Model() {
                    @Override
                    Reply list(Call call) throws RefusedException {
                        checkAccept(call.request());
                        function(call, () -> {
                            // the query comes later
                        });
                        return super.list(call);
                    }
                }));
    }
}
