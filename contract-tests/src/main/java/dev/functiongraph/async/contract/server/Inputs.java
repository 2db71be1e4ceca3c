package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.generate.MalformedBodies;
import dev.functiongraph.async.contract.generate.PathValues;
import dev.functiongraph.async.contract.generate.RefusedEvents;
import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.SpecNode;

/** What is generated for a check, from its own sequence of random numbers. */
final class Inputs {
    private Inputs() {}

    static ValidEvents validEvents(Probe probe) {
        return new ValidEvents(eventSchema(probe), probe.random());
    }

    static RefusedEvents refusedEvents(Probe probe) {
        return new RefusedEvents(eventSchema(probe), probe.random());
    }

    static MalformedBodies malformedBodies(Probe probe) {
        return new MalformedBodies(eventSchema(probe), probe.random());
    }

    static PathValues pathValues(Probe probe) {
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
        return probe.subject().contract().operation("asyncInvokeFunction");
    }
}
