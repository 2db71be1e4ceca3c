package dev.functiongraph.async.contract.zoo;

import java.util.Set;

/** What the contract leaves open in listings: the rules by which it is no fault to list otherwise. */
final class RecordFreedom {
    private static final Set<String> OF_PAGE_TWO = Set.of("ignored on page two", "nothing fits on page two");

    private RecordFreedom() {}

    /** @param filter the parameter that is treated otherwise */
    static String of(String filter, String operator) {
        if (filter.equals("request_id") && OF_PAGE_TWO.contains(operator)) {
            return "a listing of one id has no second page";
        }
        if (filter.equals("query_end_time") && operator.equals("ignored on page two")) {
            return "what comes behind a page is older than all of it, and so fits the end";
        }
        return operator.equals("cut to Seconds")
                ? "the time by which an invocation is found may be rounded down by less than a second"
                : "";
    }
}
