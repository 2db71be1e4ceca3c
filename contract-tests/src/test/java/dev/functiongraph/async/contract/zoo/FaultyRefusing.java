package dev.functiongraph.async.contract.zoo;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** Servers that refuse listings that the contract allows. */
final class FaultyRefusing {
    private FaultyRefusing() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                refusing("list.newest-first", "a limit of 20", query -> query.contains("limit=20&")),
                refusing("list.count", "limits from 400 to 499", query -> query.matches("limit=4[0-9]{2}")),
                refusing("list.pages", "all pages but the first", query -> query.matches(".*marker=[1-9].*")),
                refusing(
                        "list.by-status",
                        "the status WAIT beside an id",
                        query -> query.matches("request_id=.*&status=WAIT")),
                refusing("list.every-status", "the status RUNNING", query -> query.contains("status=RUNNING")),
                refusing("list.filters-together", "six parameters", query -> query.split("&").length == 6),
                refusing(
                        "list.time-on-every-page",
                        "a begin beside a limit",
                        query -> query.matches("limit=.*query_begin_time=.*")),
                refusing("list.by-time", "times of the year 2100", query -> query.contains("_time=2100-")),
                refusing("list.time-offset", "times of the year 2100, too", query -> query.contains("_time=2100-")));
    }

    private static ServerSpecimen refusing(String requirement, String peculiarity, Predicate<String> refused) {
        return ServerSpecimen.of(requirement, "refuses " + peculiarity).with(() -> new Model() {
            @Override
            Listing listing(String query) throws RefusedException {
                if (refused.test(query)) {
                    throw new RefusedException(Reply.error(400, "the query is malformed"));
                }
                return super.listing(query);
            }
        });
    }
}
