package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The check that a connection comes from a process of the instance whose port it is, as far as the operating system
 * tells: elsewhere than on Linux it does not, and every connection passes.
 */
final class PeerCheck {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private PeerCheck() {}

    static boolean isOf(long guard, InetSocketAddress peer, InetSocketAddress own) {
        Path sockets = Path.of("/proc/net/tcp");
        if (!Files.isReadable(sockets)) {
            return true;
        }
        Optional<String> inode = Stream.of(sockets, Path.of("/proc/net/tcp6"))
                .flatMap(table -> inode(table, peer.getPort(), own.getPort()).stream())
                .findFirst();
        return inode.isPresent()
                && (anyHas(ProcessTable.descendants(guard), inode.get())
                        // It may descend from the instance no longer, and still be of its session.
                        || anyHas(ProcessTable.read().members(guard), inode.get()));
    }

    private static boolean anyHas(Set<Long> pids, String inode) {
        return pids.stream().anyMatch(pid -> has(pid, inode));
    }

    /** Of the peer's end: its local port is the peer's. */
    private static Optional<String> inode(Path table, int peer, int own) {
        String local = port(peer);
        String remote = port(own);
        try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(local + " ") && line.contains(remote + " "))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[LOCAL].endsWith(local) && fields[REMOTE].endsWith(remote))
                    .map(fields -> fields[INODE])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String port(int number) {
        return String.format(Locale.ROOT, ":%04X", number);
    }

    private static boolean has(long pid, String inode) {
        Path wanted = Path.of("socket:[" + inode + "]");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (target(file).equals(wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }

    private static Path target(Path file) {
        try {
            return Files.readSymbolicLink(file);
        } catch (IOException e) {
            return file;
        }
    }
}
