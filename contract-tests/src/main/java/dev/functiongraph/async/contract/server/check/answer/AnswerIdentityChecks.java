package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks that answers have ids of their own, and error codes of their own. */
final class AnswerIdentityChecks {
    private static final Pattern CODE_OF_A_STATUS = Pattern.compile("FSS\\.0([45][0-9]{2})");

    private AnswerIdentityChecks() {}

    static void idOwn(Probe probe) throws CouldNotRunException {
        Map<String, Exchange> first = new HashMap<>();
        for (Exchange exchange : AnswerChecks.exchanges(probe)) {
            Optional<String> id = exchange.header("X-Request-Id");
            if (id.isPresent()) {
                Exchange other = first.putIfAbsent(id.get(), exchange);
                probe.expect(exchange)
                        .that(
                                other == null,
                                "an X-Request-Id of its own",
                                id.get() + " as in an earlier answer, to "
                                        + (other == null
                                                ? ""
                                                : other.sent().method() + " "
                                                        + other.sent().target()));
            }
        }
    }

    /** Codes that a server has beside those of the statuses are its own affair. */
    static void errorCode(Probe probe) throws CouldNotRunException {
        for (Exchange exchange : AnswerChecks.exchanges(probe)) {
            String code = exchange.json()
                    .map(body -> body.path("error_code").asText(""))
                    .orElse("");
            Matcher matcher = CODE_OF_A_STATUS.matcher(code);
            probe.expect(exchange)
                    .that(
                            !matcher.matches() || matcher.group(1).equals(Integer.toString(exchange.status())),
                            "no error_code of another status than " + exchange.status(),
                            "it is " + code);
        }
    }
}
