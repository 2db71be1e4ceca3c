package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of how answers' texts are coded, and how long they are. */
public final class AnswerTextChecks {
    private static final int LONG = 3_000;
    private static final int VERY_LONG = 80_000;

    private AnswerTextChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "answer.content-coding", AnswerTextChecks::contentCoding,
                "answer.text-length", AnswerTextChecks::textLength);
    }

    private static void contentCoding(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : AnswerChecks.exchanges(probe)) {
            Optional<String> coding = exchange.header("Content-Encoding")
                    .filter(value -> !value.equalsIgnoreCase("identity"))
                    .filter(value -> !isAccepted(exchange, value));
            probe.expect(exchange)
                    .that(
                            coding.isEmpty(),
                            "no content coding, as the request accepts none",
                            "Content-Encoding: " + coding.orElse(""));
        }
    }

    private static boolean isAccepted(Exchange exchange, String coding) {
        return exchange.sent().request().headers().values("Accept-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(accepted -> accepted.replaceFirst(";.*", "").strip())
                .anyMatch(coding::equalsIgnoreCase);
    }

    /** Requests that are refused for something long, which an error_msg may quote. */
    private static void textLength(Probe probe) throws CouldNotRunException, InterruptedException {
        String word = "long".repeat(LONG / 4);
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        String urn = functions.enabled();
        Message invoke = requests.invoke(urn, "{}");
        String key = "\"" + "k".repeat(VERY_LONG) + "\"";
        List<Message> messages = List.of(
                invoke.withBody("{" + key + ":1}"),
                invoke.withBody("{\"a\":" + "1".repeat(LONG / 4) + "}"),
                invoke.withBody("{" + key + ":\"\"," + key + ":\"\"}"),
                invoke.withBody("{\"a\":\"" + "v".repeat(VERY_LONG) + "\""),
                invoke.withBody("{\"a\":\"\"}" + "t".repeat(VERY_LONG)),
                invoke.replacing("Content-Type", "text/" + word),
                invoke.with("Content-Encoding", word),
                invoke.with("Accept", "text/" + word),
                requests.invoke(urn + word, "{}"),
                requests.invoke("%E4%BA%AC".repeat(200), "{}"),
                requests.to("POST", "/" + word).with("Content-Length", "0"),
                requests.list(urn, "?request_id=" + word),
                requests.list(urn, "?status=" + word),
                requests.list(urn, "?query_begin_time=" + word),
                requests.list(urn, "?limit=" + word),
                requests.cancel(urn, Requests.cancellation("i".repeat(VERY_LONG))),
                requests.cancel(urn, "{\"request_id\":" + key + "," + key + ":1,\"type\":" + key + "}"));
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            expectShort(probe, exchange);
        }
    }

    private static void expectShort(Probe probe, Exchange exchange) {
        SpecNode fields =
                probe.anyError().at("content").at(Json.MEDIA_TYPE).at("schema").at("properties");
        fields.children().forEach((name, schema) -> {
            String text = exchange.field(name).orElse("");
            int length = text.codePointCount(0, text.length());
            probe.expect(exchange)
                    .that(
                            length <= schema.at("maxLength").value().asInt(Integer.MAX_VALUE),
                            "an " + name + " of at most "
                                    + schema.at("maxLength").text() + " characters",
                            "it has " + length);
        });
    }
}
