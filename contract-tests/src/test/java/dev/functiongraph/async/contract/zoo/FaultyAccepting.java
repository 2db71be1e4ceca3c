package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Servers with faults in handling Accept. */
final class FaultyAccepting {
    private FaultyAccepting() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                accepting("accept.excludes-json", "does not mind", values -> true),
                accepting(
                        "accept.excludes-json",
                        "does not mind weights",
                        values -> AcceptRanges.json(
                                List.of(String.join(",", values).replaceAll(";\\s*q=[0-9.]+", "")))),
                accepting(
                        "accept.excludes-json",
                        "looks for the name of the type somewhere",
                        values -> AcceptRanges.json(values)
                                || values.get(0).toLowerCase(Locale.ROOT).contains("json")),
                ServerSpecimen.of("accept.excludes-json", "says 406 in a page").with(() -> new Model() {
                    @Override
                    Reply refused(Reply reply) {
                        return reply.status() == 406
                                ? reply.replacing("Content-Type", "text/html").withBody("<h1>Not Acceptable</h1>")
                                : reply;
                    }
                }),
                accepting(
                        "accept.includes-json",
                        "knows no ranges",
                        values -> AcceptRanges.json(values)
                                && String.join(",", values)
                                        .toLowerCase(Locale.ROOT)
                                        .contains("application/json")),
                accepting(
                        "accept.includes-json",
                        "reads the first line only",
                        values -> AcceptRanges.json(values.subList(0, 1))),
                accepting(
                        "accept.includes-json",
                        "knows small letters only",
                        values -> AcceptRanges.json(values) && !values.get(0).contains("JSON")));
    }

    private static ServerSpecimen accepting(String requirement, String peculiarity, Predicate<List<String>> json) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Model() {
            @Override
            void checkAccept(Incoming request) throws RefusedException {
                List<String> values = request.headers().values("Accept");
                if (!values.isEmpty() && !json.test(values)) {
                    throw new RefusedException(Reply.error(406, "answers are application/json"));
                }
            }
        });
    }
}
