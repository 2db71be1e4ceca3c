package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group (cgroup v2) that is delegated to the server, with one below it for the server itself and one for
 * each instance. A group that has others below it may have no process of its own. Thread-safe.
 */
final class ControlGroups {
    private static final Logger log = LoggerFactory.getLogger(ControlGroups.class);

    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final String UNIFIED = "0::";
    /** Of an extended attribute, with which systemd marks a group that it leaves to a service. */
    private static final String MARK = "delegate";

    private static final String SERVER = "server";

    private final Path root;
    /** The names of instances whose groups are to be removed. */
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    private ControlGroups(Path root) {
        this.root = root;
    }

    /** @return empty if there is none whose memory can be divided */
    static Optional<ControlGroups> open() {
        Optional<Path> root = delegated();
        try {
            if (root.isPresent()) {
                return Optional.of(divide(root.get()));
            }
        } catch (IOException e) {
            log.warn(
                    "The control group {} is delegated, but its memory cannot be divided: it has other processes than"
                            + " the server's, or is not the server's to change",
                    root.get());
            log.debug("It cannot be divided", e);
        }
        return Optional.empty();
    }

    private static Optional<Path> delegated() {
        try {
            Optional<Path> own = Files.readAllLines(Path.of("/proc/self/cgroup"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(UNIFIED))
                    .map(line -> MOUNT.resolve(line.substring(UNIFIED.length() + 1)))
                    .findFirst();
            // It is the server's own where this process has been moved before, or systemd has put it there.
            return own.map(group -> group.endsWith(SERVER) ? Objects.requireNonNull(group.getParent()) : group)
                    .filter(ControlGroups::isDelegated);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isDelegated(Path group) {
        try {
            UserDefinedFileAttributeView attributes =
                    Files.getFileAttributeView(group, UserDefinedFileAttributeView.class);
            if (attributes == null || !attributes.list().contains(MARK)) {
                return false;
            }
            ByteBuffer value = ByteBuffer.allocate(attributes.size(MARK));
            attributes.read(MARK, value);
            return List.of(Files.readString(group.resolve("cgroup.controllers"))
                                    .strip()
                                    .split(" "))
                            .contains("memory")
                    && value.position() > 0
                    && value.get(0) == '1';
        } catch (IOException e) {
            return false;
        }
    }

    private static ControlGroups divide(Path root) throws IOException {
        Path own = root.resolve(SERVER);
        if (!Files.exists(own)) {
            Files.createDirectory(own);
        }
        ControlGroup server = new ControlGroup(own);
        server.join(ProcessHandle.current().pid());
        ControlGroup.write(root.resolve("cgroup.subtree_control"), "+memory");
        log.info("The memory of functions is limited by control groups below {}", root);
        ControlGroups groups = new ControlGroups(root);
        groups.removeThoseOfDeadServers();
        return groups;
    }

    /** The group of an instance, which need not exist. */
    ControlGroup group(String instance) {
        return new ControlGroup(root.resolve(instance));
    }

    /** Ends what is left in the groups of instances that have ended, and removes them: some only the next time. */
    void remove(Set<String> instances) {
        ended.addAll(instances);
        ended.removeIf(name -> group(name).remove());
    }

    private void removeThoseOfDeadServers() {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path group : groups) {
                if (Orphans.isOfDeadServer(String.valueOf(group.getFileName()))) {
                    new ControlGroup(group).remove();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("The groups below {} cannot be listed", root, e);
        }
    }
}
