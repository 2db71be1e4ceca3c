package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.Mismatch;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Made-up results, for tests of reports. */
final class Results {
    static final ServerSettings SETTINGS = ServerSettings.of(URI.create("http://127.0.0.1:1"));

    private Results() {}

    static Result of(Verdict... verdicts) {
        List<Exchange> exchanges = List.of(verdicts).stream()
                .flatMap(verdict -> verdict.mismatches().stream())
                .flatMap(mismatch -> mismatch.exchanges().stream())
                .toList();
        return new Result(
                "1.2.0",
                "http://127.0.0.1:1",
                0x2a,
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(verdicts),
                exchanges);
    }

    static Verdict verdict(String id, Outcome outcome, String note, Mismatch... mismatches) {
        Requirement requirement = Register.current().find(id).orElseThrow();
        return new Verdict(requirement, outcome, List.of(mismatches), note, 1, Duration.ofMillis(5));
    }

    static List<String> ids(Side side) {
        return Register.current().of(side).stream().map(Requirement::id).toList();
    }

    static Mismatch mismatch(Exchange exchange) {
        return new Mismatch("status 202", exchange.summary(), List.of(exchange), false, "");
    }

    static Exchange exchange(Message sent, String answered) {
        byte[] body = answered.getBytes(StandardCharsets.UTF_8);
        Received received = new Received(
                "HTTP/1.1 200 OK",
                new Answer(200, Headers.of(), body),
                List.of(),
                List.of(),
                "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                body);
        return new Exchange(
                "invoke.accepted", sent, sent.bytes(), false, "", true, Optional.of(received), Optional.empty());
    }

    static Report report(Result result, ServerSettings settings) {
        return new ReportBuilder(result, ReportContext.of(settings), new ReplayFiles(Optional.of(Path.of("dir"))))
                .build();
    }
}
