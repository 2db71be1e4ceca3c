package dev.functiongraph.async.contract.zoo;

import java.io.IOException;
import java.net.URI;

/** A server of the zoo, for tests of the kit elsewhere. */
public final class Specimens implements AutoCloseable {
    private final ZooServer server;

    private Specimens(ZooServer server) {
        this.server = server;
    }

    public static Specimens conformant() throws IOException {
        return new Specimens(ServerSpecimen.of("", "nothing unusual").start());
    }

    /** The first server that breaks a requirement. */
    public static Specimens breaking(String requirement) throws IOException {
        return new Specimens(Zoo.faulty()
                .filter(specimen -> specimen.requirement().equals(requirement))
                .findFirst()
                .orElseThrow()
                .start());
    }

    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
