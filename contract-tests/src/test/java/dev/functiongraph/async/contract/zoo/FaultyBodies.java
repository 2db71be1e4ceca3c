package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Servers that read bodies that are not JSON, or that do not read all that are. */
final class FaultyBodies {
    private static final String MALFORMED = "cancel.malformed";
    private static final String EVENT = "event.malformed-json";

    private FaultyBodies() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(cancellations(), events(), refused()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> cancellations() {
        return Stream.of(
                canceling(MALFORMED, "reads comments", lenient(JsonReadFeature.ALLOW_JAVA_COMMENTS)),
                canceling(MALFORMED, "reads names without quotes", lenient(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)),
                canceling(
                        MALFORMED,
                        "reads numbers with zeros",
                        lenient(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)),
                canceling(MALFORMED, "reads lists with gaps", lenient(JsonReadFeature.ALLOW_MISSING_VALUES)),
                canceling(MALFORMED, "reads UTF-16", request -> decoded(request, "UTF-16BE")),
                canceling(MALFORMED, "reads UTF-32", request -> decoded(request, "UTF-32LE")),
                // What is no UTF-8 becomes U+FFFD there.
                canceling(MALFORMED, "replaces what is not UTF-8", Incoming::text),
                canceling(
                        MALFORMED,
                        "takes what is not UTF-8 for Latin-1",
                        request -> new String(request.body(), StandardCharsets.ISO_8859_1)),
                canceling(
                        MALFORMED, "leaves out NULs", request -> request.text().replace("\0", "")),
                canceling(
                        MALFORMED,
                        "leaves out any white space behind it",
                        request -> request.text().replaceFirst("[\\s\u00a0]+$", "")),
                canceling(
                        MALFORMED,
                        "takes the first of a list",
                        request -> request.text().replaceFirst("(?s)^\\s*\\[(.*)]\\s*$", "$1")),
                canceling(
                        MALFORMED,
                        "knows ids without hyphens",
                        request -> request.text()
                                .replaceFirst(
                                        "\"([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\"",
                                        "\"$1-$2-$3-$4-$5\"")));
    }

    private static Stream<ServerSpecimen> refused() {
        return Stream.of(
                refusing(
                        "long values",
                        request -> Pattern.compile("\"[^\"]{1000,}\"")
                                .matcher(request.text())
                                .find()),
                refusing("paths that lead upwards", request -> request.text().contains("../")),
                refusing("tabs", request -> request.text().contains("\t")),
                refusing("escaped slashes", request -> request.text().contains("\\/")),
                refusing("line breaks at its end", request -> request.text().matches("(?s).*\\R\\s*")));
    }

    private static Stream<ServerSpecimen> events() {
        return Stream.of(
                invoking("takes blanks for an absent body", text -> text.isBlank() ? "{}" : text),
                invoking("takes a form for an event", text -> text.matches("\\w+=.*") ? "{}" : text),
                invoking("leaves out a separator of records", text -> text.replace("\u001e", "")));
    }

    private static ServerSpecimen canceling(
            String requirement, String peculiarity, Function<Incoming, String> reading) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Model() {
            @Override
            String cancelId(Incoming request) throws RefusedException {
                try {
                    return super.cancelId(request);
                } catch (RefusedException e) {
                    return Bodies.cancelId(reading.apply(request));
                }
            }
        });
    }

    private static Function<Incoming, String> lenient(JsonReadFeature feature) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(feature)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        return request -> {
            try {
                return mapper.readTree(request.text()).toString();
            } catch (JsonProcessingException e) {
                return request.text();
            }
        };
    }

    private static String decoded(Incoming request, String charset) {
        return new String(request.body(), java.nio.charset.Charset.forName(charset));
    }

    private static ServerSpecimen refusing(String peculiarity, Predicate<Incoming> refused) {
        return ServerSpecimen.of("cancel.valid", "refuses " + peculiarity).with(() -> new Model() {
            @Override
            String cancelId(Incoming request) throws RefusedException {
                if (refused.test(request)) {
                    throw new RefusedException(Reply.error(400, "the body is refused"));
                }
                return super.cancelId(request);
            }
        });
    }

    private static ServerSpecimen invoking(String peculiarity, Function<String, String> reading) {
        return ServerSpecimen.of(EVENT, peculiarity).with(() -> new Model() {
            @Override
            void checkEvent(Call call) throws RefusedException {
                if (call.request().body().length > 0) {
                    Bodies.checkEvent(reading.apply(utf8(call.request().body())));
                }
            }
        });
    }
}
