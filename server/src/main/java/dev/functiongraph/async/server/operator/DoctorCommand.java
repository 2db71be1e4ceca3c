package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.DamagedStoreException;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that checks a store. */
@Command(
        name = "doctor",
        description = "Checks the database: its structure and settings, and that nothing was lost.",
        exitCodeList = {
            "0:sound",
            "1:damaged, or invocations were lost or duplicated",
            "2:not checked: there is no database of this version, or it cannot be opened"
        },
        sortOptions = false)
public final class DoctorCommand extends OperatorCommand {

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        try {
            return check(location, out);
        } catch (DamagedStoreException e) {
            return verdict(List.of(e.getMessage()), out);
        }
    }

    private static int check(StoreLocation location, PrintWriter out) throws IOException {
        try (OperatorStore store = Stores.openForOperator(location)) {
            List<String> problems = store.problems();
            try {
                print(store.records().tally(), out);
                store.oldestWaiting().ifPresent(at -> out.println("oldest      waits since " + at));
            } catch (StoreException e) {
                if (problems.isEmpty()) {
                    throw e; // Otherwise it is one of the problems found.
                }
            }
            if (location.database().isEmpty()) {
                long free = Files.getFileStore(location.dataDir()).getUsableSpace();
                out.println("free disk   " + free / (1 << 20) + " MiB");
            }
            store.advice().forEach(advice -> out.println("ADVICE      " + advice));
            return verdict(problems, out);
        }
    }

    private static void print(Tally tally, PrintWriter out) {
        out.println("accepted    " + tally.accepted());
        out.println("waiting     " + tally.waiting());
        out.println("running     " + tally.running());
        out.println("succeeded   " + tally.succeeded());
        out.println("failed      " + tally.failed());
        out.println("discarded   " + tally.discarded());
        out.println("drift       " + tally.drift());
        out.println("records     " + tally.retained() + " of ended invocations, " + tally.purged() + " deleted");
    }

    private static int verdict(List<String> problems, PrintWriter out) {
        problems.forEach(problem -> out.println("PROBLEM     " + problem));
        out.println(problems.isEmpty() ? "The store is sound." : problems.size() + " problems.");
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
