package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Servers that require signatures, with faults in checking them. */
final class FaultySignatures {
    private FaultySignatures() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(right(), keys(), content(), form()).flatMap(servers -> servers);
    }

    private static ServerSpecimen of(String requirement, String peculiarity, Supplier<? extends Model> model) {
        return ServerSpecimen.of(requirement, peculiarity).with(model);
    }

    /** With another canonical request. */
    private static ServerSpecimen signing(
            String requirement, String peculiarity, Function<Incoming, Signature> signature) {
        return of(requirement, peculiarity, () -> new SigningModel() {
            @Override
            Signature signature(Incoming request) {
                return signature.apply(request);
            }
        });
    }

    private static Stream<ServerSpecimen> right() {
        return Stream.of(
                of("signature.accepted", "wants the same headers signed from everybody", () -> new SigningModel() {
                    @Override
                    void checkSigned(Incoming request, List<String> signed) throws RefusedException {
                        super.checkSigned(request, signed);
                        if (!signed.equals(required())) {
                            throw mismatch();
                        }
                    }
                }),
                signing(
                        "signature.canonical",
                        "signs the path as it is sent",
                        request ->
                                new Signature(request.method(), request.target(), request.headers(), request.body()) {
                                    @Override
                                    String path() {
                                        return path.replace(":", "%3A") + "/";
                                    }
                                }),
                signing(
                        "signature.canonical",
                        "leaves the query in the order in which it is sent",
                        request ->
                                new Signature(request.method(), request.target(), request.headers(), request.body()) {
                                    @Override
                                    String query() {
                                        return query;
                                    }
                                }),
                of("signature.escaped-path", "decodes every path", () -> new SigningModel() {
                    @Override
                    List<Incoming> forms(Incoming request) {
                        return List.of(request);
                    }
                }),
                of("signature.date-window", "allows five minutes", () -> new SigningModel() {
                    @Override
                    boolean isTooOld(Duration age) {
                        return age.toMinutes() >= 5;
                    }
                }),
                of("signature.date-window", "allows no clock that is ahead", () -> new SigningModel() {
                    @Override
                    boolean isTooEarly(Duration age) {
                        return age.toMinutes() <= -5;
                    }
                }),
                of("signature.repeated", "takes each signature once", () -> new SigningModel() {
                    private final ConcurrentHashMap<String, Boolean> seen = new ConcurrentHashMap<>();

                    @Override
                    void checkKey(Matcher form) throws RefusedException {
                        super.checkKey(form);
                        if (seen.put(form.group(3), true) != null) {
                            throw mismatch();
                        }
                    }
                }));
    }

    private static Stream<ServerSpecimen> keys() {
        return Stream.of(
                of("signature.wrong-secret", "knows access keys, and compares nothing", () -> new SigningModel() {
                    @Override
                    AccessKey keyOf(Matcher form) {
                        return KEY;
                    }

                    @Override
                    void checkSignature(Incoming request) throws RefusedException {
                        checkKey(form(request));
                    }

                    @Override
                    void checkCredentials(Call call) throws RefusedException {
                        if (call.request().header(AUTHORIZATION).isEmpty()) {
                            throw unauthorized("valid credentials are required");
                        }
                        super.checkCredentials(call);
                    }
                }),
                of("signature.unknown-key", "takes every access key for the one that it has", () -> new SigningModel() {
                    @Override
                    void checkKey(Matcher form) {
                        // whoever has the secret key
                    }
                }),
                of("signature.alike", "says which access keys it knows", () -> new SigningModel() {
                    @Override
                    AccessKey keyOf(Matcher form) throws RefusedException {
                        if (!form.group(1).equals(KEY.id())) {
                            throw unauthorized("there is no such access key");
                        }
                        return KEY;
                    }
                }),
                of("signature.refused-leaves-no-record", "queues events first", () -> new SigningModel() {
                    @Override
                    Reply invoke(Call call) throws RefusedException {
                        try {
                            return super.invoke(call);
                        } catch (RefusedException e) {
                            if (e.reply().status() == 401 && call.urn().contains(":test:")) {
                                records.add("test", newId(call));
                            }
                            throw e;
                        }
                    }
                }));
    }

    private static Stream<ServerSpecimen> content() {
        return Stream.of(
                of("signature.method", "takes PUT for every signed method, too", () -> new SigningModel() {
                    @Override
                    void checkSignature(Incoming request) throws RefusedException {
                        accepting(request, FaultyMethods.as("PUT", request), super::checkSignature);
                    }
                }),
                of("signature.path", "does not look at the function that is signed", () -> new SigningModel() {
                    @Override
                    void checkSignature(Incoming request) throws RefusedException {
                        String disabled = request.target().replace(":test:", ":disabled:");
                        accepting(request, withTarget(request, disabled), super::checkSignature);
                    }
                }),
                of("signature.query", "also takes a signature without the query", () -> new SigningModel() {
                    @Override
                    void checkSignature(Incoming request) throws RefusedException {
                        accepting(request, withTarget(request, request.path()), super::checkSignature);
                    }
                }),
                of("signature.body", "also takes a signature of no body", () -> new SigningModel() {
                    @Override
                    void checkSignature(Incoming request) throws RefusedException {
                        Incoming empty = new Incoming(
                                request.method(),
                                request.target(),
                                request.version(),
                                request.headers(),
                                new byte[0],
                                request.tooLarge());
                        accepting(request, empty, super::checkSignature);
                    }
                }),
                of(
                        "signature.header",
                        "takes a signed header that is missing for an empty one",
                        () -> new SigningModel() {
                            @Override
                            void checkSigned(Incoming request, List<String> signed) throws RefusedException {
                                super.checkSigned(
                                        request,
                                        signed.stream()
                                                .filter(name ->
                                                        request.header(name).isPresent())
                                                .toList());
                            }
                        }),
                of("signature.header", "takes the first of two signed headers", () -> new SigningModel() {
                    @Override
                    void checkOnce(Incoming request, String name) throws RefusedException {
                        if (name.equals("host")
                                || request.headers().values(name).isEmpty()
                                || !name.equals("x-thing")) {
                            super.checkOnce(request, name);
                        }
                    }
                }),
                of("signature.content-hash", "believes the hash that is sent", () -> new SigningModel() {
                    @Override
                    void checkHash(Incoming request) {
                        // as it is
                    }

                    @Override
                    Signature signature(Incoming request) {
                        return new Signature(request.method(), request.target(), request.headers(), request.body()) {
                            @Override
                            String bodyHash() throws GeneralSecurityException {
                                return headers.first(HASH).orElse(super.bodyHash());
                            }
                        };
                    }
                }));
    }

    private static Stream<ServerSpecimen> form() {
        return Stream.of(
                of("signature.date-old", "takes signatures of any age", () -> new SigningModel() {
                    @Override
                    boolean isTooOld(Duration age) {
                        return false;
                    }
                }),
                of("signature.date-future", "takes signatures of the next year", () -> new SigningModel() {
                    @Override
                    boolean isTooEarly(Duration age) {
                        return false;
                    }
                }),
                of(
                        "signature.date-malformed",
                        "takes a date that it cannot read for the present",
                        () -> new SigningModel() {
                            @Override
                            Instant time(String date) {
                                try {
                                    return super.time(date);
                                } catch (RefusedException e) {
                                    return Instant.now();
                                }
                            }
                        }),
                of("signature.host-unsigned", "does not want the host signed", () -> new SigningModel() {
                    @Override
                    List<String> required() {
                        return List.of("x-sdk-date");
                    }
                }),
                of("signature.date-unsigned", "does not want the date signed", () -> new SigningModel() {
                    @Override
                    List<String> required() {
                        return List.of("host");
                    }
                }),
                of(
                        "signature.authorization-malformed",
                        "compares as much of a signature as there is",
                        () -> new SigningModel() {
                            @Override
                            Matcher form(Incoming request) throws RefusedException {
                                String value = request.header(AUTHORIZATION).orElseThrow();
                                Matcher longer = Pattern.compile("(.*Signature=[0-9a-f]{64})[0-9a-f]+")
                                        .matcher(value);
                                return longer.matches()
                                        ? super.form(with(request, longer.group(1)))
                                        : super.form(request);
                            }
                        }),
                of("signature.authorization-repeated", "takes the first Authorization", () -> new SigningModel() {
                    @Override
                    void checkOnce(Incoming request, String name) throws RefusedException {
                        if (!name.equals(AUTHORIZATION)) {
                            super.checkOnce(request, name);
                        }
                    }
                }));
    }

    /** A check of a signature. */
    @FunctionalInterface
    private interface Check {
        void of(Incoming request) throws RefusedException;
    }

    /** Takes the signature of another request, too. */
    private static void accepting(Incoming request, Incoming other, Check check) throws RefusedException {
        try {
            check.of(request);
        } catch (RefusedException e) {
            check.of(other);
        }
    }

    private static Incoming withTarget(Incoming request, String target) {
        return new Incoming(
                request.method(), target, request.version(), request.headers(), request.body(), request.tooLarge());
    }

    private static Incoming with(Incoming request, String authorization) {
        return new Incoming(
                request.method(),
                request.target(),
                request.version(),
                Headers.of(SigningModel.AUTHORIZATION, authorization),
                request.body(),
                request.tooLarge());
    }
}
