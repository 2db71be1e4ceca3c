package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.SqliteInvocationRecords;
import dev.functiongraph.async.server.store.SqliteTools;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description =
                "Checks the store: its structure, and that nothing was lost. Exit status 1 if something is wrong.",
        sortOptions = false)
public final class DoctorCommand extends OperatorCommand {

    @Override
    int run(Path dataDir, PrintStream out) throws IOException {
        try (SqliteTools tools = SqliteTools.open(dataDir);
                InvocationRecords records = SqliteInvocationRecords.open(dataDir)) {
            Tally tally = records.tally();
            out.println("accepted    " + tally.accepted());
            out.println("waiting     " + tally.waiting());
            out.println("running     " + tally.running());
            out.println("succeeded   " + tally.succeeded());
            out.println("failed      " + tally.failed());
            out.println("discarded   " + tally.discarded());
            out.println("drift       " + tally.drift());
            out.println("records     " + tally.retained() + " of ended invocations, " + tally.purged() + " deleted");
            tools.oldestWaiting().ifPresent(at -> out.println("oldest      waits since " + at));
            out.println("free disk   " + Files.getFileStore(dataDir).getUsableSpace() / (1 << 20) + " MiB");
            List<String> problems = tools.problems();
            problems.forEach(problem -> out.println("PROBLEM     " + problem));
            out.println(problems.isEmpty() ? "The store is sound." : problems.size() + " problems.");
            return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }
}
