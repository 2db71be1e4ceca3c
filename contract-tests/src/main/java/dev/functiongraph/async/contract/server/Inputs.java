package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.generate.MalformedBodies;
import dev.functiongraph.async.contract.generate.PathValues;
import dev.functiongraph.async.contract.generate.RefusedEvents;
import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.List;

/**
 * The inputs of checks: generated ones, from a check's own sequence of random numbers, and one list that several share.
 */
public final class Inputs {
    /** No media types; wildcards are for Accept alone. */
    public static final List<String> MALFORMED_MEDIA_TYPES = List.of(
            "",
            "garbage",
            "json",
            "application",
            "application/",
            "/json",
            "application json",
            "*/*",
            "application/*",
            "application/json, text/plain",
            "application/json text/plain");

    /** The headers in which callers are used to send ids of their own. */
    public static final List<String> HEADERS_WITH_IDS = List.of(
            "X-Request-Id",
            "X-Correlation-Id",
            "X-Cff-Request-Id",
            "Request-Id",
            "Idempotency-Key",
            "X-Trace-Id",
            "X-Amzn-Trace-Id",
            "X-B3-TraceId");

    private Inputs() {}

    public static ValidEvents validEvents(Probe probe) {
        return new ValidEvents(eventSchema(probe), probe.random());
    }

    public static RefusedEvents refusedEvents(Probe probe) {
        return new RefusedEvents(eventSchema(probe), probe.random());
    }

    public static MalformedBodies malformedBodies(Probe probe) {
        return new MalformedBodies(eventSchema(probe), probe.random());
    }

    public static PathValues pathValues(Probe probe) {
        Operation invoke = invoke(probe);
        return new PathValues(
                invoke.parameter("project_id").at("schema"),
                invoke.parameter("function_urn").at("schema"),
                probe.random());
    }

    private static SpecNode eventSchema(Probe probe) {
        return invoke(probe).requestSchema();
    }

    private static Operation invoke(Probe probe) {
        return probe.contract().operation(OperationId.INVOKE);
    }
}
