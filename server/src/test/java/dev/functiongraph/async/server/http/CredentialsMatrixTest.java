package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestCredentials.KeyPair;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.TestSignature;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Created;
import dev.functiongraph.async.server.credentials.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of credentials at every operation: the answer, and whether anything came of it. Each kind has a server of
 * its own, for after many refusals the next ones come late.
 */
class CredentialsMatrixTest {
    private static final String MISMATCH = "the signature does not match, or the access key is not valid";
    private static final String INVALID_TOKEN = "the token is not valid (unknown, expired or revoked)";
    private static final String OTHER = "the credentials belong to another project";
    private static final String READ_ONLY = "the credentials may only read";
    private static final String OF_OPERATOR = "the credentials are an operator's, not the project's";
    private static final String FAR = "X-Sdk-Date is more than 15 minutes away from the time of this server, 20";
    /** Makes nothing run but the first one: all later ones wait. */
    private static final String STUCK =
            TestFunctions.entry("stuck", TestFunctions.Endless.class, "timeout: 1h", "concurrency: 1");

    @TempDir
    Path dir;

    private TestCredentials credentials;
    private Created token;
    private Created operator;
    private TestServer server;

    /** The three operations, each with the status of its answer to good credentials. */
    private enum Operation {
        INVOKE("POST", "invocations-async", 202),
        LIST("GET", "async-invocations?limit=3&status=WAIT", 200),
        CANCEL("POST", "cancel", 200);

        final String method;
        final String target;
        final int good;

        Operation(String method, String target, int good) {
            this.method = method;
            this.target = target;
            this.good = good;
        }

        String body(String waiting) {
            return this == LIST ? "" : this == CANCEL ? "{\"request_id\":\"" + waiting + "\"}" : "{\"key\":\"value\"}";
        }
    }

    /** A request that is about to be sent, which a kind of credentials completes. */
    private final class Call {
        final Operation operation;
        final String path;
        final String body;
        final Map<String, String> headers = new LinkedHashMap<>();

        Call(Operation operation, String waiting) {
            this.operation = operation;
            this.path = TestServer.path("stuck").replace("invocations-async", operation.target);
            this.body = operation.body(waiting);
            headers.put("x-extra", "as it was");
            headers.put("x-sdk-date", TestSignature.date(Instant.now()));
        }

        void token(Created created) {
            headers.put("X-Auth-Token", created.text());
        }

        void sign(KeyPair key) {
            sign(key, UnaryOperator.identity());
        }

        void sign(KeyPair key, UnaryOperator<Map<String, String>> signed) {
            sign(key, path, body, signed);
        }

        void sign(KeyPair key, String signedPath, String signedBody, UnaryOperator<Map<String, String>> signed) {
            Map<String, String> all = new HashMap<>(headers);
            all.put("host", server.uri().getAuthority());
            headers.put(
                    "Authorization",
                    TestSignature.authorization(key, operation.method, signedPath, signed.apply(all), signedBody));
        }

        HttpResponse<String> send() throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                    .header("Content-Type", "application/json")
                    .method(
                            operation.method,
                            operation == Operation.LIST ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(request::header);
            return client().send(request.build(), BodyHandlers.ofString());
        }
    }

    private interface Completion {
        void complete(CredentialsMatrixTest test, Call call) throws Exception;
    }

    private enum Kind {
        NONE(401, "valid credentials are required", (test, call) -> {}),
        TOKEN(0, "", (test, call) -> call.token(test.token)),
        UNKNOWN_TOKEN(401, INVALID_TOKEN, (test, call) -> call.headers.put("X-Auth-Token", "fgt_" + "A".repeat(43))),
        EXPIRED_TOKEN(401, INVALID_TOKEN, (test, call) -> call.token(test.expired)),
        REVOKED_TOKEN(401, INVALID_TOKEN, (test, call) -> call.token(test.revoked)),
        TOKEN_OF_ANOTHER_PROJECT(403, OTHER, (test, call) -> call.token(test.others)),
        TOKEN_OF_AN_OPERATOR(403, OF_OPERATOR, (test, call) -> call.token(test.operator)),
        READING_TOKEN(403, READ_ONLY, (test, call) -> call.token(test.reader)),
        SIGNATURE(0, "", (test, call) -> call.sign(test.key)),
        SIGNATURE_WITH_A_BAD_TOKEN(0, "", (test, call) -> {
            call.sign(test.key);
            call.headers.put("X-Auth-Token", "any");
        }),
        SIGNATURE_AND_HASH_OF_THE_BODY(0, "", (test, call) -> {
            call.headers.put("x-sdk-content-sha256", TestSignature.sha256(call.body));
            call.sign(test.key);
        }),
        READING_SIGNATURE(403, READ_ONLY, (test, call) -> call.sign(test.readerKey)),
        SIGNATURE_OF_ANOTHER_PROJECT(403, OTHER, (test, call) -> call.sign(test.othersKey)),
        WRONG_SECRET(401, MISMATCH, (test, call) -> call.sign(new KeyPair(test.key.accessKey(), "A".repeat(40)))),
        UNKNOWN_KEY(401, MISMATCH, (test, call) -> call.sign(new KeyPair("A".repeat(20), test.key.secretKey()))),
        EXPIRED_KEY(401, MISMATCH, (test, call) -> call.sign(test.expiredKey)),
        REVOKED_KEY(401, MISMATCH, (test, call) -> call.sign(test.revokedKey)),
        TAMPERED_PATH(
                401,
                MISMATCH,
                (test, call) -> call.sign(test.key, call.path.replace("stuck", "other"), call.body, all -> all)),
        TAMPERED_QUERY(
                401, MISMATCH, (test, call) -> call.sign(test.key, call.path + "?limit=2", call.body, all -> all)),
        TAMPERED_BODY(401, MISMATCH, (test, call) -> call.sign(test.key, call.path, call.body + " ", all -> all)),
        TAMPERED_HASH_OF_THE_BODY(401, MISMATCH, (test, call) -> {
            call.headers.put("x-sdk-content-sha256", TestSignature.sha256("another"));
            call.sign(test.key);
        }),
        TAMPERED_HEADER(401, MISMATCH, (test, call) -> {
            call.sign(test.key);
            call.headers.put("x-extra", "as it is");
        }),
        HASH_LEFT_OUT(401, "X-Sdk-Content-Sha256 must be the hash of the body, not UNSIGNED-PAYLOAD", (test, call) -> {
            call.headers.put("x-sdk-content-sha256", "UNSIGNED-PAYLOAD");
            call.sign(test.key);
        }),
        STALE_DATE(401, FAR, (test, call) -> {
            call.headers.put("x-sdk-date", TestSignature.date(Instant.now().minus(Duration.ofSeconds(902))));
            call.sign(test.key);
        }),
        DATE_OF_THE_FUTURE(401, FAR, (test, call) -> {
            call.headers.put("x-sdk-date", TestSignature.date(Instant.now().plus(Duration.ofMinutes(16))));
            call.sign(test.key);
        }),
        UNSIGNED_DATE(
                401,
                "the header X-Sdk-Date is not signed: SignedHeaders must have x-sdk-date",
                (test, call) -> call.sign(test.key, all -> without(all, "x-sdk-date"))),
        MISSING_DATE(401, "the header X-Sdk-Date is missing", (test, call) -> {
            call.sign(test.key);
            call.headers.remove("x-sdk-date");
        }),
        UNSIGNED_HOST(
                401,
                "the header Host is not signed: SignedHeaders must have host",
                (test, call) -> call.sign(test.key, all -> without(all, "host"))),
        MISSING_HEADER(401, "the signed header x-extra is missing", (test, call) -> {
            call.sign(test.key);
            call.headers.remove("x-extra");
        }),
        MALFORMED(
                401,
                "the Authorization header is malformed: Signature must be 64 hexadecimal digits",
                (test, call) -> call.headers.put(
                        "Authorization", "SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature=00")),
        OTHER_SCHEME(
                401,
                "the Authorization header is malformed: it must begin with SDK-HMAC-SHA256 and a space",
                (test, call) -> call.headers.put("Authorization", "Basic " + test.token.text())),
        BEARER(
                401,
                "a Bearer token in the header Authorization is for the metrics alone: send a token as X-Auth-Token",
                (test, call) -> call.headers.put("Authorization", "bearer " + test.token.text()));

        final int status;
        final String message;
        final Completion completion;

        /** @param status 0 where the credentials are good */
        Kind(int status, String message, Completion completion) {
            this.status = status;
            this.message = message;
            this.completion = completion;
        }

        boolean isGoodFor(Operation operation) {
            return status == 0 || (message.equals(READ_ONLY) && operation == Operation.LIST);
        }
    }

    private Created expired;
    private Created revoked;
    private Created others;
    private Created reader;
    private KeyPair key;
    private KeyPair readerKey;
    private KeyPair othersKey;
    private KeyPair expiredKey;
    private KeyPair revokedKey;

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> rest = new HashMap<>(headers);
        rest.remove(name);
        return rest;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyOperationGivesTheDocumentedAnswerAndNothingIsQueuedThatMustNot(Kind kind) throws Exception {
        makeCredentials();
        try (TestServer started = start(dir, STUCK, settings())) {
            server = started;
            TestFunctions.reset();
            invoke();
            TestFunctions.next();
            String waiting = invoke();
            for (Operation operation : Operation.values()) {
                Call call = new Call(operation, waiting);
                kind.completion.complete(this, call);
                double before = accepted();
                HttpResponse<String> answer = call.send();
                if (kind.isGoodFor(operation)) {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(operation.good);
                } else {
                    assertRefused(answer, kind);
                }
                boolean queues = operation == Operation.INVOKE && kind.isGoodFor(operation);
                assertThat(accepted() - before).isEqualTo(queues ? 1 : 0);
            }
            assertThat(status(waiting)).isEqualTo(kind.isGoodFor(Operation.CANCEL) ? "DISCARD" : "WAIT");
        }
    }

    /** Who has seen a request can have its effect once more within 15 minutes, and none but that. */
    @Test
    void aReplayIsTheSameRequestAgain() throws Exception {
        makeCredentials();
        try (TestServer started = start(dir, STUCK, settings())) {
            server = started;
            TestFunctions.reset();
            invoke();
            TestFunctions.next();
            String waiting = invoke();
            for (Operation operation : Operation.values()) {
                Call call = new Call(operation, waiting);
                call.sign(key);
                HttpResponse<String> first = call.send();
                HttpResponse<String> second = call.send();

                assertThat(List.of(first.statusCode(), second.statusCode())).containsOnly(operation.good);
                assertThat(first.headers().firstValue("X-Request-Id"))
                        .isNotEqualTo(second.headers().firstValue("X-Request-Id"));
            }
            assertThat(status(waiting)).isEqualTo("DISCARD");
            assertThat(accepted()).isEqualTo(4);
        }
    }

    /** What runs is not waited for. */
    private String[] settings() {
        return new String[] {"credentials-file", credentials.file().toString(), "drain-timeout", "1ms"};
    }

    private void makeCredentials() throws Exception {
        credentials = new TestCredentials(dir);
        token = credentials.token();
        operator = credentials.token(Role.OPERATOR);
        expired = credentials.expiredToken();
        revoked = credentials.token();
        credentials.editor().revoke(revoked.id());
        others = credentials.token(Role.CALLER, TestCredentials.OTHER_PROJECT);
        reader = credentials.token(Role.READER, TestFunctions.PROJECT);
        key = credentials.key();
        readerKey = credentials.key(Role.READER, TestFunctions.PROJECT);
        othersKey = credentials.key(Role.CALLER, TestCredentials.OTHER_PROJECT);
        expiredKey = credentials.expiredKey();
        revokedKey = credentials.key();
        credentials.editor().revoke(revokedKey.accessKey());
    }

    private static void assertRefused(HttpResponse<String> answer, Kind kind) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(kind.status);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.get("error_code").asText()).isEqualTo("FSS.0" + kind.status);
        assertThat(body.get("error_msg").asText()).startsWith(kind.message);
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(kind.status == 401 ? 1 : 0);
    }

    /** @return the id of an invocation that a good token made */
    private String invoke() throws Exception {
        Call call = new Call(Operation.INVOKE, "");
        call.token(token);
        return call.send().headers().firstValue("X-Request-Id").orElseThrow();
    }

    private String status(String id) throws Exception {
        String path = TestServer.path("stuck").replace("invocations-async", "async-invocations?request_id=" + id);
        JsonNode list = new ObjectMapper().readTree(get(path, token));
        return list.get("invocations").get(0).get("status").asText();
    }

    private double accepted() throws Exception {
        return Double.parseDouble(get("/metrics", operator)
                .replaceAll("(?s).*functiongraph_invocations_accepted_total ([0-9.E]+)\n.*", "$1"));
    }

    private String get(String path, Created with) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("X-Auth-Token", with.text())
                .build();
        return client().send(request, BodyHandlers.ofString()).body();
    }

    /** For the same over TLS. */
    TestServer start(Path directory, String entries, String... settings) throws Exception {
        return TestServer.start(directory, entries, settings);
    }

    HttpClient client() {
        return Http.CLIENT;
    }

    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newHttpClient();
    }
}
