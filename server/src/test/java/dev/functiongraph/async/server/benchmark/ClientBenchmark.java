package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The client beside a bare HTTP client, each with a process of its own, at the baseline. It is run by the client's
 * build with the client's class path as its argument, and writes {@code client.json}.
 */
public final class ClientBenchmark {
    private static final String MAIN = "dev.functiongraph.async.client.benchmark.ClientLoad";

    private ClientBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Report report = new Report();
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            Candidate baseline = candidates.baseline("c");
            Round[] rounds = {
                round(candidates, arguments[0], "client", baseline), round(candidates, arguments[0], "bare", baseline)
            };
            Run.warmUp(rounds);
            Run.measure(report, rounds);
        }
        report.addRatio("j client/bare CPU", "j client", Report.CPU, "j bare", Report.CPU);
        report.addRatio("j client/bare accepted", "j client", Report.PER_SECOND, "j bare", Report.PER_SECOND);
        new ReportWriter("client", report, letters()).write();
    }

    private static Round round(Candidates candidates, String classPath, String kind, Candidate server)
            throws IOException {
        String letter = "j " + kind;
        Candidate load = candidates.java(
                letter,
                classPath,
                MAIN,
                kind,
                server.address().toString(),
                TestFunctions.PROJECT,
                TestFunctions.urn("noop"),
                Integer.toString(Run.CONNECTIONS),
                Connection.EVENT);
        return new ProgramRound(letter, load, Report.PER_SECOND);
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put("j client", "the client at the baseline c; CPU of the client's process");
        letters.put("j bare", "java.net.http.HttpClient over HTTP/1.1, with the same event");
        letters.put("ratio", "within each round");
        return letters;
    }
}
