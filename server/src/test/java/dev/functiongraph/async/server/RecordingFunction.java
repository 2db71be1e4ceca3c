package dev.functiongraph.async.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.RecordingContainer.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Python function that records all its invocations, and in which life of the server; some of them fail. */
final class RecordingFunction {
    private static final String CODE = """
            import json, os, zlib
            def handler(event, context):
                text = json.dumps(event, separators=(",", ":"))
                attempt = context._headers["x-cff-attempt"]
                fails = zlib.crc32((text + attempt).encode()) % 6 == 0
                line = json.dumps([context.getRequestID(), os.environ["LIFE"], attempt, text, 500 if fails else 200])
                seen = os.open(os.environ["SEEN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
                os.write(seen, (line + "\\n").encode())
                os.close(seen)
                if fails:
                    raise ValueError("it fails")
            """;

    private final Path code;
    private final Path file;

    RecordingFunction(Path dir) throws IOException {
        code = Files.createDirectory(dir.resolve("code"));
        file = dir.resolve("seen");
        Files.writeString(code.resolve("index.py"), CODE);
    }

    /** An entry of functions.yaml for one life of the server; {@code more} is a further line. */
    String entry(String name, int life, String more) {
        return ("  - urn: %s%n    runtime: {type: python, code: %s, handler: index.handler,"
                        + " environment: {LIFE: '%d', SEEN: %s}}%n    timeout: 60s%n    concurrency: 3%n    %s%n")
                .formatted(TestFunctions.urn(name), code, life, file, more);
    }

    /** By request id, each in the order of its calls. */
    Map<String, Collection<Seen>> seen() throws IOException {
        Map<String, Collection<Seen>> seen = new LinkedHashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            JsonNode call = json.readTree(line);
            seen.computeIfAbsent(call.get(0).asText(), id -> new java.util.ArrayList<>())
                    .add(new Seen(
                            call.get(1).asInt(),
                            call.get(2).asInt(),
                            call.get(3).asText(),
                            call.get(4).asInt()));
        }
        return seen;
    }

    /** How many of its processes there are, and of the shells that guard them. */
    long processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> environment(process).contains("\0RUNTIME_CODE_ROOT=" + code))
                    .count();
        }
    }

    private static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
