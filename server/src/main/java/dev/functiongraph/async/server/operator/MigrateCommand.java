package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.StoreMigration;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that moves a data directory's invocations to a database. */
@Command(
        name = "migrate",
        description =
                "Moves all invocations and records of a data directory to an empty database, while no server runs:"
                        + " all of them or, if that fails, none.",
        exitCodeList = {"0:moved", "2:not moved: nothing has changed"},
        sortOptions = false)
public final class MigrateCommand extends StoreCommand {
    @Option(names = "--from", paramLabel = "DIR", required = true, description = "The data directory.")
    private String from;

    @Option(names = "--to", paramLabel = "URL", required = true, description = "The PostgreSQL database.")
    private String to;

    @Override
    void putPlace(Map<String, String> given) {
        given.put("data-dir", from);
        given.put("store", to);
    }

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        long moved = StoreMigration.move(location, Stores.partition(config.retentionAge()));
        out.println(moved + " invocations were moved; the data directory keeps its database as "
                + StoreMigration.retired(location));
        return CommandLine.ExitCode.OK;
    }
}
