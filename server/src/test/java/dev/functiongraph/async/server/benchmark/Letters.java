package dev.functiongraph.async.server.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;

/** The letters of the table, and what each stands for. */
final class Letters {
    static final Map<String, String> MEANINGS = meanings();

    private Letters() {}

    private static Map<String, String> meanings() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put("a", "the server, accept only: its function never returns");
        letters.put("b", "the same on a store that acknowledges at once");
        letters.put("b append", "the same on a store that only appends, as d does, before it acknowledges");
        letters.put("c", "a Jersey resource in Jetty that answers the same 202, with nothing behind it");
        letters.put("d", "an append to a file with grouped fdatasync, without HTTP");
        letters.put("e", "the server, full cycle: a function that does nothing; CPU until all is settled");
        letters.put("e2", "the same under a steady load, at " + SteadyRound.SHARE + " of what a accepts");
        letters.put("f", "accept only, as a, in front of as many invocations as are to wait");
        letters.put("g", "open-loop latency at half the rate of a, also of c, and of what e settles");
        letters.put("h", "start of the executable jar with default flags");
        letters.put("h options", "the same with the options of the README for a faster start");
        letters.put("i", "memory: the resident MiB of h at rest, of the others under load");
        letters.put(
                "k",
                "lists by id, by status, of the newest, by a time window in the middle, where a million have ended");
        letters.put("l", "beside e: libraries that run jobs, each on two databases; CPU with that of the database");
        letters.put(
                "m", "e on nodes that share a PostgreSQL, beside the same libraries; CPU with that of the database");
        letters.put("m N steady", "the same under a steady load of " + Nodes.STEADY_SHARE + " of what m N gets done");
        letters.put("m N full", "m N with as many invocations of another function as are to wait");
        letters.put("m idle", "nodes without work: what they take of PostgreSQL");
        letters.put("n", "accept only, as a: without credentials, with a token, and with signed requests");
        letters.put("n refusals", "how long a refusal takes for an unknown access key, and for a wrong secret key");
        letters.put("o", "the last and the first ten minutes of nodes that work for long, and what the database keeps");
        letters.put("p", "one caller alone, and beside 2,000 heads and 200 bodies of requests that drip");
        letters.put(
                "q", "a function that does nothing in processes of its language, beside one in a container; its start");
        letters.put("ratio", "within each round");
        return letters;
    }
}
