package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.wire.Received;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** Clients that send a request again which they must not, or wait forever. */
final class FaultyRepeating {
    /** Longer than what is asked for, and shorter than what the kit waits for. */
    private static final Duration OWN_LIMIT = Duration.ofSeconds(5);

    private FaultyRepeating() {}

    static Stream<ClientSpecimen> all() {
        return Stream.of(repeats(), waits()).flatMap(clients -> clients);
    }

    private static ClientSpecimen of(String requirement, String peculiarity, ZooClient client) {
        return new ClientSpecimen(requirement, peculiarity, () -> client);
    }

    private static Stream<ClientSpecimen> repeats() {
        return Stream.of(
                of("client-repeat.accepted", "sends what was accepted once more", new ZooClient() {
                    @Override
                    ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
                        return received.status() == 202 ? again(base, call) : super.answered(base, call, received);
                    }
                }),
                of("client-repeat.redirect", "follows 307 and 308 with the body", new ZooClient() {
                    @Override
                    ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
                        return Set.of(307, 308).contains(received.status())
                                ? again(
                                        base.resolve(
                                                header(received, "Location").orElseThrow()),
                                        call)
                                : super.answered(base, call, received);
                    }
                }),
                of("client-repeat.redirect", "takes a redirect for a success", new ZooClient() {
                    @Override
                    ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
                        return received.status() == 302
                                ? AnswerInterpreter.report("{'outcome':'accepted','request_id':'none'}")
                                : super.answered(base, call, received);
                    }
                }),
                of("client-repeat.lost-answer", "sends again when the connection ends", new ZooClient() {
                    @Override
                    ClientReport lost(URI base, ClientCase call) throws Exception {
                        return call.id().startsWith("stalled") ? super.lost(base, call) : again(base, call);
                    }
                }),
                new ClientSpecimen("client-repeat.lost-answer", "is HttpURLConnection", UrlConnectionClient::new),
                of("client-repeat.disabled", "takes 429 for too many requests", repeating(429)),
                of("client-repeat.server-error", "sends again after 500", repeating(500)),
                of("client-repeat.server-error", "sends again after a proxy's 504", repeating(504)),
                of("client-repeat.unavailable", "sends again at once after 503", new ZooClient() {
                    @Override
                    ClientReport unavailable(URI base, ClientCase call, Received received) throws Exception {
                        return again(base, call);
                    }
                }),
                of("client-repeat.unavailable", "waits after 503, and sends nothing", new ZooClient() {
                    @Override
                    ClientReport unavailable(URI base, ClientCase call, Received received) throws Exception {
                        return lost(base, call);
                    }
                }),
                of("client-repeat.stalled", "sends again when the time is up", new ZooClient() {
                    @Override
                    ClientReport lost(URI base, ClientCase call) throws Exception {
                        return call.id().startsWith("stalled") ? again(base, call) : super.lost(base, call);
                    }
                }));
    }

    private static ZooClient repeating(int status) {
        return new ZooClient() {
            @Override
            ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
                return received.status() == status ? again(base, call) : super.answered(base, call, received);
            }
        };
    }

    private static Stream<ClientSpecimen> waits() {
        return Stream.of(
                of("client-time.answer", "has no time limit", patient("stalled-answer", Duration.ofMinutes(1))),
                of("client-time.answer", "has a time limit of its own", patient("stalled-answer", OWN_LIMIT)),
                of(
                        "client-time.body",
                        "stops its clock at the header section",
                        patient("stalled-body", Duration.ofMinutes(1))));
    }

    private static ZooClient patient(String id, Duration limit) {
        return new ZooClient() {
            @Override
            Duration timeout(ClientCase call) {
                return call.id().equals(id) ? limit : super.timeout(call);
            }
        };
    }
}
