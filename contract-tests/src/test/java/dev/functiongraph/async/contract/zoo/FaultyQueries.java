package dev.functiongraph.async.contract.zoo;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers that read queries as they are not meant. */
final class FaultyQueries {
    private FaultyQueries() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(names(), values(), times()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> names() {
        return Stream.of(
                reading(
                        "list.similar-parameter",
                        "takes a hyphen for an underscore",
                        query -> query.replace("request-id=", "request_id=")),
                reading(
                        "list.similar-parameter",
                        "knows names as programs write them",
                        query -> query.replace("queryEndTime=", "query_end_time=")),
                reading("list.similar-parameter", "knows lists", query -> query.replace("%5B%5D", "")),
                reading(
                        "list.similar-parameter",
                        "knows names by their beginnings",
                        query -> query.replaceAll("(?<=^|&)limi=", "limit=")),
                reading("list.separators", "goes on behind a semicolon", query -> query.replace(';', '&')),
                reading("list.separators", "ends at a semicolon", query -> query.replaceFirst(";[^&]*", "")),
                reading(
                        "list.encoded-query",
                        "knows no escapes in the value of a status",
                        query -> query.replaceAll("(?<=^|&)status=[^&]*%[^&]*", "status=unknown")));
    }

    private static Stream<ServerSpecimen> values() {
        return Stream.of(
                reading("list.malformed-query", "leaves out quotes", query -> query.replace("%22", "")),
                reading("list.malformed-query", "leaves out line breaks", query -> query.replace("%0A", "")),
                reading(
                        "list.malformed-query",
                        "knows ids without hyphens",
                        query -> query.replaceFirst(
                                "request_id=(\\w{8})(\\w{4})(\\w{4})(\\w{4})(\\w{12})(?=&|$)",
                                "request_id=$1-$2-$3-$4-$5")));
    }

    private static Stream<ServerSpecimen> times() {
        return Stream.of(
                reading("list.calendar", "knows days", query -> query.replaceFirst("(-[0-9]{2})&", "$1T00:00:00&")),
                reading(
                        "list.calendar",
                        "knows spaces for the T",
                        query -> query.replaceFirst("([0-9]{2})%20([0-9]{2})", "$1T$2")),
                reading(
                        "list.calendar",
                        "knows times without seconds",
                        query -> query.replaceFirst("(T[0-9]{2}:[0-9]{2})(Z?&)", "$1:00$2")),
                reading(
                        "list.calendar",
                        "knows seconds since 1970",
                        query -> query.replaceFirst("query_(begin|end)_time=[0-9]+&", "")),
                reading(
                        "list.time-offset",
                        "overlooks the minutes of an offset",
                        query -> query.replaceFirst("(query_begin_time=[^&]*-[0-9]{2}:)[0-9]{2}(?=&)", "$100")),
                reading(
                        "list.accept-time",
                        "cuts a begin to seconds",
                        query -> query.replaceFirst("(query_begin_time=[^&.]*)\\.[0-9]+", "$1")));
    }

    private static ServerSpecimen reading(String requirement, String peculiarity, UnaryOperator<String> taken) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Model() {
            @Override
            Listing listing(String query) throws RefusedException {
                return super.listing(taken.apply(query));
            }
        });
    }
}
