package dev.functiongraph.async.contract.zoo;

import java.util.stream.Stream;

/** Servers that are correct, and unlike others. */
final class UnusualServers {
    private UnusualServers() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("", "nothing unusual"),
                ServerSpecimen.of("", "whitespace everywhere").with(() -> new Model() {
                    @Override
                    Reply accepted(String id) {
                        return super.accepted(id).withBody(" {\n\t\"request_id\" : \"" + id + "\"\r\n}\n");
                    }
                }));
    }
}
