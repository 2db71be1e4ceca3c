package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.AccessKey;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One server of the zoo.
 *
 * @param requirement the requirement that it violates; empty for a correct server
 * @param peculiarity the fault or oddity, in a few words
 */
record ServerSpecimen(
        String requirement,
        String peculiarity,
        Supplier<? extends Model> model,
        Supplier<? extends WireReader> reader,
        Supplier<? extends WireWriter> writer) {

    /** A correct server, before something is made otherwise. */
    static ServerSpecimen of(String requirement, String peculiarity) {
        return new ServerSpecimen(requirement, peculiarity, Model::new, WireReader::new, WireWriter::new);
    }

    ServerSpecimen with(Supplier<? extends Model> other) {
        return new ServerSpecimen(requirement, peculiarity, other, reader, writer);
    }

    ServerSpecimen reading(Supplier<? extends WireReader> other) {
        return new ServerSpecimen(requirement, peculiarity, model, other, writer);
    }

    ServerSpecimen writing(Supplier<? extends WireWriter> other) {
        return new ServerSpecimen(requirement, peculiarity, model, reader, other);
    }

    /** What a caller must send, if it demands credentials. */
    Optional<String> token() {
        return model.get().token();
    }

    /** What a caller must sign with, if it demands signatures. */
    Optional<AccessKey> key() {
        return model.get().key();
    }

    /** Whether it is said to accept events of any JSON. */
    boolean anyJsonEvents() {
        return model.get().anyJsonEvents();
    }

    ZooServer start() throws IOException {
        return ZooServer.start(model.get(), reader.get(), writer.get());
    }

    @Override
    public String toString() {
        return requirement.isEmpty() ? peculiarity : requirement + ": " + peculiarity;
    }
}
