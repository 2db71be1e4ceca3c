package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that durability costs: a preallocated file to which one thread appends what has gathered, followed by one
 * fdatasync. Thread-safe.
 */
final class AppendedFile {
    private static final int FILE_BYTES = 256 << 20;
    private static final int ZEROS = 1 << 20;
    /** An event with its id, function, and times. */
    private static final int RECORD_BYTES = 340;

    private static final int MAX_BATCH = 1_000;

    private final BlockingQueue<CompletableFuture<Void>> gathered = new LinkedBlockingQueue<>();
    private final FileChannel file;

    private AppendedFile(FileChannel file) {
        this.file = file;
    }

    /** @param path of a file that is not there yet */
    static AppendedFile open(Path path) throws IOException {
        AppendedFile opened =
                new AppendedFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        opened.preallocate();
        Thread writer = new Thread(opened::write, "writer");
        writer.setDaemon(true);
        writer.start();
        return opened;
    }

    private void preallocate() throws IOException {
        for (int position = 0; position < FILE_BYTES; position += ZEROS) {
            writeFully(ByteBuffer.allocate(ZEROS), position);
        }
        file.force(true);
    }

    /** @return completes when a record is on stable storage, on the writer's own thread */
    CompletableFuture<Void> append() {
        CompletableFuture<Void> record = new CompletableFuture<>();
        gathered.add(record);
        return record;
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_BATCH * RECORD_BYTES);
        List<CompletableFuture<Void>> batch = new ArrayList<>();
        long position = 0;
        try {
            while (true) {
                batch.clear();
                batch.add(gathered.take());
                gathered.drainTo(batch, MAX_BATCH - 1);
                buffer.clear().limit(batch.size() * RECORD_BYTES);
                position = position + buffer.remaining() > FILE_BYTES ? 0 : position;
                position += writeFully(buffer, position);
                file.force(false);
                batch.forEach(record -> record.complete(null));
            }
        } catch (IOException e) {
            e.printStackTrace();
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int writeFully(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
        return bytes.position();
    }
}
