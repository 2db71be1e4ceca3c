package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Servers with faults in handling content codings. */
final class FaultyContentCoding {
    private static final String EVENT = "event.content-coding";

    private FaultyContentCoding() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                refusing("does not look at it", codings -> false),
                refusing(
                        "knows some codings, and ignores the others",
                        codings -> codings.stream().anyMatch(Set.of("gzip", "x-gzip", "deflate", "br")::contains)),
                refusing(
                        "ignores what it is not told in small letters",
                        codings -> codings.stream()
                                .anyMatch(coding -> !coding.equals("identity") && !coding.matches(".*[A-Z].*"))),
                refusing(
                        "looks at the first one only",
                        codings -> codings.stream().limit(1).anyMatch(coding -> !coding.equalsIgnoreCase("identity"))),
                refusing(
                        "looks at the last one only",
                        codings -> !codings.isEmpty()
                                && !codings.get(codings.size() - 1).equalsIgnoreCase("identity")),
                refusing("refuses identity, too", codings -> !codings.isEmpty()),
                refusing(
                        "knows identity in small letters only",
                        codings -> codings.stream().anyMatch(coding -> !coding.equals("identity"))),
                answering("answers 400", reply -> Reply.error(400, "the body is not JSON")),
                answering("does not say what it accepts", reply -> reply.without("Accept-Encoding")),
                answering("says that it accepts gzip", reply -> reply.replacing("Accept-Encoding", "gzip, identity")),
                ServerSpecimen.of(EVENT, "decodes gzip").with(() -> new Model() {
                    @Override
                    Reply answer(Incoming request) {
                        return super.answer(unzipped(request));
                    }
                }));
    }

    /** A check of content codings. */
    @FunctionalInterface
    interface Check {
        void of(Incoming request) throws RefusedException;
    }

    /** A server with a check of its own for the content codings of cancellations. */
    static Supplier<Model> ofCancellations(Check check) {
        return () -> new Model() {
            @Override
            void checkContentCoding(Incoming request) throws RefusedException {
                if (request.path().endsWith("/cancel")) {
                    check.of(request);
                } else {
                    super.checkContentCoding(request);
                }
            }
        };
    }

    /** @param refused whether these codings, as they were sent, are refused */
    private static ServerSpecimen refusing(String peculiarity, Predicate<List<String>> refused) {
        return ServerSpecimen.of(EVENT, peculiarity).with(() -> new Model() {
            @Override
            void checkContentCoding(Incoming request) throws RefusedException {
                List<String> codings = request.headers().values("Content-Encoding").stream()
                        .flatMap(value -> Stream.of(value.split(" *, *")))
                        .toList();
                if (refused.test(codings)) {
                    throw new RefusedException(coded());
                }
            }
        });
    }

    private static ServerSpecimen answering(String peculiarity, Function<Reply, Reply> change) {
        return ServerSpecimen.of(EVENT, peculiarity).with(() -> new Model() {
            @Override
            Reply coded() {
                return change.apply(super.coded());
            }
        });
    }

    private static Incoming unzipped(Incoming request) {
        if (!request.header("Content-Encoding")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .equals("gzip")) {
            return request;
        }
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return new Incoming(
                    request.method(),
                    request.target(),
                    request.version(),
                    Headers.of("Content-Type", "application/json"),
                    body.readAllBytes(),
                    request.tooLarge());
        } catch (IOException e) {
            return request;
        }
    }
}
