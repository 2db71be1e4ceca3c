package dev.functiongraph.async.contract.zoo;

import java.util.Optional;
import java.util.stream.Stream;

/** Servers that require credentials, with faults in checking them. */
final class FaultyCredentials {
    private FaultyCredentials() {}

    /** Demands a token. */
    static class Guarded extends Model {
        static final String TOKEN = "token-of-the-project";

        @Override
        Optional<String> token() {
            return Optional.of(TOKEN);
        }
    }

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("credentials.absent", "shows listings to everybody")
                        .with(() -> new Guarded() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                if (!call.request().method().equals("GET")
                                        || call.request().header("X-Auth-Token").isPresent()) {
                                    super.checkCredentials(call);
                                }
                            }
                        }),
                ServerSpecimen.of("credentials.wrong", "looks only whether there is a token")
                        .with(() -> new Guarded() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                if (call.request().header("X-Auth-Token").isEmpty()
                                        || !call.project().equals(PROJECT)) {
                                    super.checkCredentials(call);
                                }
                            }
                        }),
                ServerSpecimen.of("credentials.wrong", "believes every signature")
                        .with(() -> new Guarded() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                if (call.request().header("Authorization").isEmpty()) {
                                    super.checkCredentials(call);
                                }
                            }
                        }),
                ServerSpecimen.of("credentials.challenge", "does not tell what it wants")
                        .with(() -> new Guarded() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.without("WWW-Authenticate");
                            }
                        }),
                ServerSpecimen.of("credentials.other-project", "takes every token for every project")
                        .with(() -> new Guarded() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                super.checkCredentials(new Call(call.request(), PROJECT, call.urn()));
                            }
                        }),
                ServerSpecimen.of("credentials.first", "looks at the media type first")
                        .with(() -> new Guarded() {
                            @Override
                            void checkCredentials(Call call) throws RefusedException {
                                checkMediaType(call.request());
                                super.checkCredentials(call);
                            }
                        }));
    }
}
