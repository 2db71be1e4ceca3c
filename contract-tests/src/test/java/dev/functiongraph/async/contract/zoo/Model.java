package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.AccessKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conformant server in memory, as short as possible. Each fault of the zoo is one method that a subclass
 * overrides.
 */
class Model {
    static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";

    private static final Pattern PATH =
            Pattern.compile("/v2/([^/]+)/fgs/functions/([^/]+)/(invocations-async|async-invocations|cancel)");

    final Records records;

    Model() {
        this(new Records());
    }

    Model(Records records) {
        this.records = records;
    }

    /** A token of the project, if credentials are demanded. */
    Optional<String> token() {
        return Optional.empty();
    }

    /** An access key of the project, if signatures are demanded. */
    Optional<AccessKey> key() {
        return Optional.empty();
    }

    /** Whether it accepts events whose values are any JSON. */
    boolean anyJsonEvents() {
        return false;
    }

    Reply answer(Incoming request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return noSuchPath(request);
        }
        String method = path.group(3).equals("async-invocations") ? "GET" : "POST";
        if (!request.method().equals(method)) {
            return wrongMethod(request, method);
        }
        try {
            Call call = new Call(request, path.group(1), path.group(2));
            return switch (path.group(3)) {
                case "invocations-async" -> invoke(call);
                case "async-invocations" -> list(call);
                default -> cancel(call);
            };
        } catch (RefusedException e) {
            return refused(e.reply());
        }
    }

    /** @param project and {@code urn}: as they stand in the path */
    record Call(Incoming request, String project, String urn) {}

    Reply noSuchPath(Incoming request) {
        return Reply.error(404, "there is no such path");
    }

    Reply wrongMethod(Incoming request, String right) {
        return Reply.error(405, "the method must be " + right).with("Allow", right);
    }

    Reply refused(Reply reply) {
        return reply;
    }

    Reply invoke(Call call) throws RefusedException {
        checkBeforeBody(call);
        String function = function(call, () -> checkEvent(call));
        if (function.equals("disabled")) {
            throw new RefusedException(disabled());
        }
        return accepted(records.add(function, newId(call)));
    }

    Reply disabled() {
        return Reply.error(429, "Function Disabled");
    }

    String newId(Call call) {
        return UUID.randomUUID().toString();
    }

    Reply accepted(String id) {
        return Reply.json(202, id, Reply.JSON.createObjectNode().put("request_id", id));
    }

    Reply list(Call call) throws RefusedException {
        checkCredentials(call);
        checkAccept(call.request());
        Listing[] listing = new Listing[1];
        String function =
                function(call, () -> listing[0] = listing(call.request().query()));
        return Reply.json(200, UUID.randomUUID().toString(), records.page(function, listing[0]));
    }

    Listing listing(String query) throws RefusedException {
        return Listing.parse(query);
    }

    Reply cancel(Call call) throws RefusedException {
        checkBeforeBody(call);
        String[] id = new String[1];
        String function = function(call, () -> id[0] = cancelId(call.request()));
        if (!records.has(function, id[0])) {
            throw new RefusedException(Reply.error(400, "Invalid RequestId"));
        }
        return canceled(id[0], records.cancel(function, id[0]));
    }

    Reply canceled(String id, String status) {
        return Reply.json(
                200,
                UUID.randomUUID().toString(),
                Reply.JSON.createObjectNode().put("request_id", id).put("status", status));
    }

    String cancelId(Incoming request) throws RefusedException {
        return Bodies.cancelId(utf8(request.body()));
    }

    void checkBeforeBody(Call call) throws RefusedException {
        checkCredentials(call);
        checkSize(call.request());
        checkMediaType(call.request());
        checkContentCoding(call.request());
        checkAccept(call.request());
    }

    void checkCredentials(Call call) throws RefusedException {
        if (token().isEmpty()) {
            return;
        }
        if (!call.request().header("X-Auth-Token").equals(token())) {
            throw new RefusedException(
                    Reply.error(401, "valid credentials are required").with("WWW-Authenticate", "X-Auth-Token"));
        }
        if (!decoded(call.project()).equals(PROJECT)) {
            throw new RefusedException(Reply.error(403, "the credentials belong to another project"));
        }
    }

    void checkSize(Incoming request) throws RefusedException {
        if (request.tooLarge()) {
            throw new RefusedException(Reply.error(413, "the body is too large"));
        }
    }

    void checkMediaType(Incoming request) throws RefusedException {
        List<String> types = request.headers().values("Content-Type");
        if (request.body().length > 0
                && !types.isEmpty()
                && !types.get(0)
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "")
                        .matches("application/json(;charset=\"?utf-8\"?)?")) {
            throw new RefusedException(Reply.error(415, "the body must be application/json in UTF-8"));
        }
    }

    void checkContentCoding(Incoming request) throws RefusedException {
        if (request.body().length > 0
                && !request.headers().values("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new RefusedException(coded());
        }
    }

    Reply coded() {
        return Reply.error(415, "the body must have no Content-Encoding but identity")
                .with("Accept-Encoding", "identity");
    }

    void checkAccept(Incoming request) throws RefusedException {
        List<String> accepted = request.headers().values("Accept");
        if (!accepted.isEmpty() && !AcceptRanges.json(accepted)) {
            throw new RefusedException(Reply.error(406, "answers are application/json"));
        }
    }

    /** What must be found out of a request before its function is looked up. */
    @FunctionalInterface
    interface Check {
        void run() throws RefusedException;
    }

    /** The name of the call's function, which exists. */
    final String function(Call call, Check malformed) throws RefusedException {
        String project = decoded(call.project());
        String urn = decoded(call.urn());
        checkProject(project);
        checkUrn(urn);
        malformed.run();
        return lookUp(project, urn);
    }

    void checkProject(String project) throws RefusedException {
        if (!project.matches("[A-Za-z0-9]{32}")) {
            throw new RefusedException(Reply.error(400, "project_id is malformed"));
        }
    }

    void checkUrn(String urn) throws RefusedException {
        if (!Urn.isWellFormed(urn)) {
            throw new RefusedException(Reply.error(400, "function_urn is malformed"));
        }
    }

    String lookUp(String project, String urn) throws RefusedException {
        Urn parsed = Urn.parse(project, urn);
        if (!project.equals(PROJECT) || !parsed.project().equals(PROJECT) || !isKnown(parsed)) {
            throw new RefusedException(Reply.error(404, "function '" + parsed.name() + "' not exist"));
        }
        return parsed.name();
    }

    boolean isKnown(Urn urn) {
        return urn.region().equals("xxxxxxxxxxx")
                && urn.group().equals("default")
                && List.of("test", "disabled").contains(urn.name())
                && urn.version().equals("latest");
    }

    String decoded(String raw) throws RefusedException {
        return Escapes.decoded(raw);
    }

    void checkEvent(Call call) throws RefusedException {
        if (call.request().body().length > 0) {
            Bodies.checkEvent(utf8(call.request().body()));
        }
    }

    String utf8(byte[] body) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Reply.error(400, "the body is not UTF-8"));
        }
    }
}
