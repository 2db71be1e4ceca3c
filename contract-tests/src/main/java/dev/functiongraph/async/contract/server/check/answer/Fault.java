package dev.functiongraph.async.contract.server.check.answer;

import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The faults that a request can have, in the contract's order. */
enum Fault {
    NO_CREDENTIALS(401, Part.CREDENTIALS),
    ANOTHER_PROJECT(403, Part.PROJECT),
    TOO_LARGE(413, Part.SIZE),
    NO_JSON(415, Part.TYPE),
    MALFORMED_TYPE(415, Part.TYPE),
    OTHER_CHARSET(415, Part.TYPE),
    CODED(415, Part.CODING),
    EXCLUDES_JSON(406, Part.ACCEPT),
    MALFORMED_QUERY(400, Part.QUERY),
    MALFORMED_BODY(400, Part.BODY),
    MALFORMED_URN(400, Part.URN),
    ABSENT(404, Part.URN),
    DISABLED(429, Part.URN);

    /** Two faults of one part cannot be made at once. */
    private enum Part {
        CREDENTIALS,
        PROJECT,
        SIZE,
        TYPE,
        CODING,
        ACCEPT,
        QUERY,
        BODY,
        URN
    }

    private static final Set<Fault> OF_CREDENTIALS = EnumSet.of(NO_CREDENTIALS, ANOTHER_PROJECT);
    private static final String OTHER_PROJECT = "0123456789abcdef0123456789abcdef";

    final int status;
    private final Part part;

    Fault(int status, Part part) {
        this.status = status;
        this.part = part;
    }

    boolean canMeet(Fault other) {
        return part != other.part;
    }

    /** The possible faults of an operation's requests. */
    static List<Fault> of(OperationId operation, boolean withCredentials) {
        Set<Fault> faults = switch (operation) {
            case LIST ->
                EnumSet.of(NO_CREDENTIALS, ANOTHER_PROJECT, EXCLUDES_JSON, MALFORMED_QUERY, MALFORMED_URN, ABSENT);
            // The invocations of a disabled function can be canceled.
            case CANCEL -> EnumSet.complementOf(EnumSet.of(MALFORMED_QUERY, DISABLED));
            case INVOKE -> EnumSet.complementOf(EnumSet.of(MALFORMED_QUERY));
        };
        if (!withCredentials) {
            faults.removeAll(OF_CREDENTIALS);
        }
        return List.copyOf(faults);
    }

    /** A request with all of these faults. */
    static Message request(Probe probe, OperationId operation, Set<Fault> faults) {
        Functions functions = probe.functions();
        String urn = faults.contains(MALFORMED_URN)
                ? "9"
                : faults.contains(ABSENT)
                        ? functions.absent()
                        : faults.contains(DISABLED) ? functions.disabled() : functions.enabled();
        String project = faults.contains(ANOTHER_PROJECT) ? OTHER_PROJECT : functions.project();
        String query = faults.contains(MALFORMED_QUERY) ? "?limit=0" : "";
        Message message = probe.requests().to(operation, project, urn, query);
        if (operation != OperationId.LIST) {
            message = Requests.json(message, body(operation, faults));
        }
        if (faults.contains(NO_JSON)) {
            message = message.replacing("Content-Type", "text/plain");
        }
        if (faults.contains(MALFORMED_TYPE)) {
            message = message.replacing("Content-Type", "garbage");
        }
        if (faults.contains(OTHER_CHARSET)) {
            message = message.replacing("Content-Type", "application/json; charset=iso-8859-1");
        }
        if (faults.contains(CODED)) {
            message = message.with("Content-Encoding", "gzip");
        }
        if (faults.contains(EXCLUDES_JSON)) {
            message = message.replacing("Accept", "text/html");
        }
        return faults.contains(NO_CREDENTIALS) ? Requests.withoutCredentials(message) : message;
    }

    private static String body(OperationId operation, Set<Fault> faults) {
        String right = operation == OperationId.CANCEL ? Requests.CANCEL_OF_UNKNOWN_ID : "{}";
        String body = faults.contains(MALFORMED_BODY) ? "[]" : right;
        return faults.contains(TOO_LARGE) ? body + " ".repeat(ValidEvents.LARGEST + 1 - body.length()) : body;
    }
}
