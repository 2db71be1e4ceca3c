package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The unpacking of zip archives with code, each content once. */
final class CodeArchive {
    private static final int MAX_ENTRIES = 100_000;
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path directory;
    private final long maxBytes;

    /** @param maxBytes how much an archive may contain when it is unpacked */
    CodeArchive(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /**
     * Unpacks an archive, unless one of the same content was unpacked before.
     *
     * @throws IOException with the reason alone as its message
     */
    synchronized Path unpack(Path archive) throws IOException {
        Path target = directory.resolve(hash(archive));
        if (Files.exists(target)) {
            return target;
        }
        Path partial = directory.resolve("partial");
        WorkDirectory.delete(partial);
        Files.createDirectory(partial);
        Files.setPosixFilePermissions(partial, DIRECTORY);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            long bytes = 0;
            int count = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                if (++count > MAX_ENTRIES) {
                    throw new IOException("has more than " + MAX_ENTRIES + " files");
                }
                bytes += unpack(zip, entries.nextElement(), partial, maxBytes - bytes);
            }
        } catch (ZipException e) {
            throw new IOException("is not a zip archive, or a damaged one", e);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private long unpack(ZipFile zip, ZipEntry entry, Path root, long left) throws IOException {
        Path file = path(root, entry.getName());
        if (!file.startsWith(root) || entry.getName().indexOf('\\') >= 0) {
            throw new IOException("has a file outside of it: '" + entry.getName() + "'");
        }
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(DIRECTORY);
        if (entry.isDirectory()) {
            Files.createDirectories(file, mode);
            return 0;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()), mode);
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE_NEW)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
                if (bytes > left) {
                    throw new IOException("is larger than " + (maxBytes >> 20) + " MiB when it is unpacked");
                }
                out.write(buffer, 0, count);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("has a file twice: '" + entry.getName() + "'", e);
        }
        // Java does not tell the mode that the archive has: a bootstrap must be executable.
        Files.setPosixFilePermissions(file, FILE);
        return bytes;
    }

    private static Path path(Path root, String name) throws IOException {
        try {
            return root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(
                    "has a file whose name cannot be used here: '" + name + "'; a server with LANG=C.UTF-8 can use all",
                    e);
        }
    }

    /** Of a file, which may be larger than the memory. */
    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IOException("cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
