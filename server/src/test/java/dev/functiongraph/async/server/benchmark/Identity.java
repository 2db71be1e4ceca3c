package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestSignature;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** What accepting costs with a token and with signatures, beside accepting without; and what refusals tell. */
final class Identity {
    private static final String NONE = "n none";
    private static final String TOKEN = "n token";
    private static final String SIGNED = "n signed";

    private Identity() {}

    static void measure(Report report, ReportWriter writer) throws Exception {
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            TestCredentials credentials = new TestCredentials(candidates.dir());
            String token = "X-Auth-Token: " + credentials.token().text() + "\r\n";
            TestCredentials.KeyPair key = credentials.key();
            Candidate withToken = candidates.guardedServer(TOKEN, credentials.file());
            Candidate signed = candidates.guardedServer(SIGNED, credentials.file());
            Round[] rounds = {
                AcceptRound.of(NONE, candidates.server(NONE)),
                new AcceptRound(
                        TOKEN, withToken, LoadGenerator.of(withToken, "stuck").with(target -> token)),
                new AcceptRound(
                        SIGNED, signed, LoadGenerator.of(signed, "stuck").with(target -> headers(key, target)))
            };
            Run.warmUp(rounds);
            Run.measure(report, rounds);
            report.addRatio("n token/none accepted", TOKEN, Report.PER_SECOND, NONE, Report.PER_SECOND);
            report.addRatio("n signed/none accepted", SIGNED, Report.PER_SECOND, NONE, Report.PER_SECOND);
            report.addRatio("n signed/none CPU", SIGNED, Report.CPU, NONE, Report.CPU);
            writer.write();
            RefusalTimes.measure(candidates, report);
            writer.write();
        }
    }

    /** The same for all requests of a connection: their times may be up to 15 minutes old. */
    static String headers(TestCredentials.KeyPair key, URI target) {
        String date = TestSignature.date(Instant.now());
        Map<String, String> signed = Map.of("host", target.getAuthority(), "x-sdk-date", date);
        return "X-Sdk-Date: " + date + "\r\nAuthorization: "
                + TestSignature.authorization(key, "POST", target.getPath(), signed, Connection.EVENT) + "\r\n";
    }
}
