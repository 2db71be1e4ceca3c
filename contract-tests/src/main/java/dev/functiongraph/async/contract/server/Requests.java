package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Signing;
import java.time.Instant;

/** Well-formed requests of the contract's operations, with the credentials that the server requires. Immutable. */
public final class Requests {
    /** A well-formed cancellation of an invocation that no function has: the contract's example. */
    public static final String CANCEL_OF_UNKNOWN_ID = cancellation("e834cb5b-1b2b-4c6b-b41c-8bd10fd41826");

    private static final String TOKEN = "X-Auth-Token";

    private final ServerSettings settings;
    private final Contract contract;

    Requests(ServerSettings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    /** An event for a function, still without a body. */
    public Message invoke(String urn) {
        return to(OperationId.INVOKE, urn, "").with("Content-Length", "0");
    }

    public Message invoke(String urn, String event) {
        return json(invoke(urn), event);
    }

    /** @param query with its question mark, or empty */
    public Message list(String urn, String query) {
        return to(OperationId.LIST, urn, query);
    }

    public Message cancel(String urn, String body) {
        return json(to(OperationId.CANCEL, urn, ""), body);
    }

    /** An operation on a function of the project. */
    public Message to(OperationId operation, String urn, String query) {
        return to(operation, settings.functions().project(), urn, query);
    }

    /** @param project and {@code urn}: as they are placed in the path, not encoded any further */
    public Message to(OperationId operation, String project, String urn, String query) {
        Operation meant = contract.operation(operation);
        String path = meant.path().replace("{project_id}", project).replace("{function_urn}", urn);
        return to(meant.method(), path + query);
    }

    /** Any method and path, behind the base URL's own. */
    public Message to(String method, String pathAndQuery) {
        Message message = Message.of(method, settings.target().prefix() + pathAndQuery)
                .with("Host", settings.target().host())
                // Without it the answer may have any coding (RFC 9110, section 12.5.3).
                .with("Accept-Encoding", "identity");
        for (Headers.Field field : settings.headers().fields()) {
            message = message.with(field.name(), field.value());
        }
        return withCredentials(message);
    }

    private Message withCredentials(Message message) {
        Message withToken = settings.token().isPresent()
                ? message.with(TOKEN, settings.token().get())
                : message;
        return settings.key().isPresent()
                ? withToken.signed(Signing.by(settings.key().get(), Instant.now()))
                : withToken;
    }

    /** The request without the credentials that the settings give every one. */
    public static Message withoutCredentials(Message message) {
        return message.without(TOKEN).unsigned();
    }

    /** The body of a cancellation. */
    public static String cancellation(String id) {
        return "{\"request_id\":\"" + id + "\",\"type\":\"force\"}";
    }

    /** With a body that is declared as JSON. */
    public static Message json(Message message, String body) {
        return message.replacing("Content-Type", Json.MEDIA_TYPE).withBody(body);
    }
}
