package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Clients that sign, with faults in their signatures. */
final class FaultySigning {
    private static final String REQUIREMENT = "client-send.signature";

    private FaultySigning() {}

    static Stream<ClientSpecimen> all() {
        return Stream.of(
                of("signs the path as it is sent", new SigningClient() {
                    @Override
                    Signature signature(Message message) {
                        return new Signature(
                                message.method(), message.target(), new Headers(message.fields()), message.body()) {
                            @Override
                            String path() {
                                return path + "/";
                            }
                        };
                    }
                }),
                of("does not sign the body", new SigningClient() {
                    @Override
                    Signature signature(Message message) {
                        return new Signature(
                                message.method(), message.target(), new Headers(message.fields()), new byte[0]);
                    }
                }),
                of("does not sign the host", new SigningClient() {
                    @Override
                    List<String> signed() {
                        return List.of("accept", "x-sdk-date");
                    }
                }),
                of("signs in local time", new SigningClient() {
                    @Override
                    Instant time() {
                        return super.time().plus(Duration.ofHours(8));
                    }
                }),
                of("sends the secret key as well", new SigningClient() {
                    @Override
                    Message signed(Message message, AccessKey key) {
                        return super.signed(message, key).with("X-Secret-Key", key.secret());
                    }
                }));
    }

    private static ClientSpecimen of(String peculiarity, ZooClient client) {
        return new ClientSpecimen(REQUIREMENT, peculiarity, () -> client);
    }
}
