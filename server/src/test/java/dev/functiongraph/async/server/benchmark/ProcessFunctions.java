package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A function that does nothing, in processes of Python and Node.js that the server starts, beside the same one in
 * containers that are made with what Python has for that, as it is and with connections that are kept; and how long the
 * first event of a process takes.
 */
final class ProcessFunctions {
    private static final String PYTHON = "q python";
    private static final String NODEJS = "q nodejs";
    private static final String CONTAINER = "q http.server";
    private static final String KEEPING = "q http.server, kept";
    private static final String COLD = "q cold ";
    private static final String SERVER = "q";
    /** As many as a machine with two processors can use. */
    private static final String CONCURRENCY = "concurrency: 4";
    /** More than this takes minutes to work off. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private static final Map<String, String> CODE = Map.of("index.py", """
            def handler(event, context):
                return {}
            """, "index.js", """
            exports.handler = async () => ({});
            """, "container.py", """
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            import json
            import sys
            from index import handler

            class Container(BaseHTTPRequestHandler):
                def do_POST(self):
                    body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
                    event = json.loads(body) if body else {}
                    result = json.dumps(handler(event, None)).encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(result)))
                    self.end_headers()
                    self.wfile.write(result)

                def log_message(self, *arguments):
                    pass

            if sys.argv[1:] == ['kept']:
                Container.protocol_version = 'HTTP/1.1'
                Container.disable_nagle_algorithm = True
            server = ThreadingHTTPServer(('127.0.0.1', 0), Container)
            print('Listening on http://127.0.0.1:%d' % server.server_port, flush=True)
            server.serve_forever()
            """);

    private ProcessFunctions() {}

    /** A server with the processes of its functions, and the container beside it. */
    private record WithProcesses(Candidate server, Candidate container) implements Measured {
        @Override
        public URI address() throws IOException {
            return server.address();
        }

        @Override
        public Duration cpu() throws IOException {
            return ProcessTree.cpu(Long.parseLong(server.pid())).plus(container.cpu());
        }

        @Override
        public OptionalLong residentBytes() throws IOException {
            return server.residentBytes();
        }
    }

    static void measure(Report report) throws Exception {
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            Path code = Files.createDirectory(candidates.dir().resolve("code"));
            for (Map.Entry<String, String> file : CODE.entrySet()) {
                Files.writeString(code.resolve(file.getKey()), file.getValue());
            }
            String python = python();
            String program = code.resolve("container.py").toString();
            Candidate container = candidates.command(CONTAINER, python, program);
            Candidate keeping = candidates.command(KEEPING, python, program, "kept");
            candidates.serve(
                    entry("python", "type: python, code: code, handler: index.handler, command: [\"" + python + "\"]")
                            + entry("nodejs", "type: nodejs, code: code, handler: index.handler")
                            + entry("container", "type: container, url: \"" + container.address() + "\"")
                            + entry("keeping", "type: container, url: \"" + keeping.address() + "\""));
            Candidate server = candidates.server(SERVER);
            WithProcesses measured = new WithProcesses(server, container);
            Round[] rounds = {
                burst(PYTHON, measured, server, "python"),
                burst(NODEJS, measured, server, "nodejs"),
                burst(CONTAINER, measured, server, "container"),
                burst(KEEPING, new WithProcesses(server, keeping), server, "keeping")
            };
            Run.warmUp(rounds);
            Run.measure(report, rounds);
            report.addRatio("q python/http.server done", PYTHON, Report.DONE, CONTAINER, Report.DONE);
            report.addRatio("q python/http.server CPU", PYTHON, Report.CPU, CONTAINER, Report.CPU);
            report.addRatio("q python/http.server, kept done", PYTHON, Report.DONE, KEEPING, Report.DONE);
            report.addRatio("q python/http.server, kept CPU", PYTHON, Report.CPU, KEEPING, Report.CPU);
            Candidate cold = candidates.serverThatEndsIdleProcesses(COLD);
            Run.measure(
                    report,
                    new ColdStartRound(COLD + "python", cold, "python"),
                    new ColdStartRound(COLD + "nodejs", cold, "nodejs"));
        }
    }

    /** The interpreter itself: what is found on the PATH may be a script that looks for it each time. */
    private static String python() throws IOException {
        Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Bursts until the time is over, each worked off before the next: one alone is too short to warm up. */
    private static Round burst(String letter, Measured measured, Candidate server, String function) throws IOException {
        CycleRound cycle = new CycleRound(letter, measured, LoadGenerator.of(server, function));
        return (duration, report) -> {
            long end = System.nanoTime() + duration.toNanos();
            Report bursts = new Report();
            do {
                cycle.run(BURST, bursts);
            } while (System.nanoTime() < end);
            report.addMedians(bursts);
        };
    }

    private static String entry(String name, String runtime) {
        return "  - urn: %s%n    runtime: {%s}%n    timeout: 1m%n    %s%n"
                .formatted(TestFunctions.urn(name), runtime, CONCURRENCY);
    }
}
