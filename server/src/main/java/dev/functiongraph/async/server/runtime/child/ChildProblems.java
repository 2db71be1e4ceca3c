package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons why a function in a child process can never run here, as far as they are known before a start. */
public final class ChildProblems {
    private static final String ROOT = "root";
    private static final String CAPABILITIES = "CapEff:";
    private static final int CAP_SYS_PTRACE = 19;

    private ChildProblems() {}

    /** What is wrong with a definition, in one sentence. */
    public static Optional<String> of(Child child, ChildSettings settings) {
        String type = child.language().type();
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                || Programs.find("sh", Path.of("/")).isEmpty()) {
            return Optional.of("functions of type " + type + " need a POSIX system, with sh on the PATH");
        }
        Optional<String> user = settings.user().flatMap(ChildProblems::ofUser);
        return user.isPresent() ? user : ofCode(child).or(() -> ofProgram(child));
    }

    private static Optional<String> ofCode(Child child) {
        if (!Files.exists(child.code())) {
            return Optional.of("the code " + child.code() + " does not exist");
        }
        if (!Files.isDirectory(child.code()) && !child.code().toString().endsWith(".zip")) {
            return Optional.of("the code " + child.code() + " is neither a directory nor a .zip archive");
        }
        return Files.isReadable(child.code())
                ? Optional.empty()
                : Optional.of("the code " + child.code() + " cannot be read");
    }

    /** The bootstrap of a custom runtime is looked for at each start, as FunctionGraph does it. */
    private static Optional<String> ofProgram(Child child) {
        Optional<String> program = child.command().stream().findFirst().or(child.language()::interpreter);
        boolean isThere = program.isEmpty()
                || (program.get().contains("/") && !Files.isDirectory(child.code()))
                || Programs.find(program.get(), child.code()).isPresent();
        return isThere
                ? Optional.empty()
                : Optional.of("there is no program '" + program.get() + "'"
                        + (program.get().contains("/")
                                ? ""
                                : " on the PATH; install it, or name another with command: [...]"));
    }

    /** Whether the files of another user's processes can be seen. */
    private static boolean mayLookAtOthers() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(CAPABILITIES))
                    .allMatch(line ->
                            new BigInteger(line.substring(CAPABILITIES.length()).strip(), 16).testBit(CAP_SYS_PTRACE));
        } catch (IOException e) {
            // Not Linux: nothing is looked at.
            return true;
        }
    }

    private static Optional<String> ofUser(String user) {
        if (!ROOT.equals(System.getProperty("user.name"))) {
            return Optional.of("run-functions-as needs a server that root has started");
        }
        if (!mayLookAtOthers()) {
            return Optional.of("run-functions-as needs the capability CAP_SYS_PTRACE, by which the server tells whose a"
                    + " connection is; in a container: --cap-add SYS_PTRACE");
        }
        if (Programs.find("setpriv", Path.of("/")).isEmpty()) {
            return Optional.of("run-functions-as needs the program setpriv, of util-linux");
        }
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("run-functions-as: there is no user '" + user + "'");
        }
    }
}
