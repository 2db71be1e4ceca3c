package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that have outlived their instance, in a session of their own or without their guard. A variable in their
 * environment names the server that started them, and the instance. On Linux alone: elsewhere none are found.
 */
final class Orphans {
    static final String VARIABLE = "RUNTIME_INSTANCE";

    private static final Logger log = LoggerFactory.getLogger(Orphans.class);
    private static final String SEPARATOR = "-";
    private static final Pattern INSTANCE = Pattern.compile("[0-9]+-[0-9]+-[0-9]+");

    private Orphans() {}

    /** The name of an instance of this server. */
    static String name(long instance) {
        return server(Long.toString(ProcessHandle.current().pid())) + SEPARATOR + instance;
    }

    private static String server(String pid) {
        return pid + SEPARATOR + ProcessTable.started(pid).orElse("0");
    }

    /** Ends what is left of instances whose server is dead. */
    static void endThoseOfDeadServers() {
        end(Orphans::isOfDeadServer);
    }

    /** @param instance a name that is perhaps one of an instance */
    static boolean isOfDeadServer(String instance) {
        return INSTANCE.matcher(instance).matches()
                && !instance.startsWith(server(instance.split(SEPARATOR)[0]) + SEPARATOR);
    }

    /** Ends what is left of some instances, and these themselves. */
    static void endThoseOf(Set<String> instances) {
        end(instances::contains);
    }

    private static void end(Predicate<String> instances) {
        Optional<String> namespace = link("self");
        for (long pid : ProcessTable.read().pids()) {
            Optional<String> name = instance(pid);
            // The pids of a server in a container mean something else here.
            if (name.isPresent()
                    && instances.test(name.get())
                    && link(Long.toString(pid)).equals(namespace)) {
                log.debug("Process {} was left over by instance {}; it is ended", pid, name.get());
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static Optional<String> instance(long pid) {
        try {
            String environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            int start = ("\0" + environment).indexOf("\0" + VARIABLE + "=");
            if (start < 0) {
                return Optional.empty();
            }
            String value = environment.substring(start + VARIABLE.length() + 1);
            int end = value.indexOf('\0');
            return Optional.of(end < 0 ? value : value.substring(0, end));
        } catch (IOException e) {
            // It has ended, or is another user's.
            return Optional.empty();
        }
    }

    private static Optional<String> link(String pid) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid")).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
