package dev.functiongraph.async.server.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * The least that durability costs: threads that each wait for their own record, and one writer that appends what has
 * gathered to a preallocated file, followed by one fdatasync. Each line of its input is a number of milliseconds, for
 * which it appends and then says how many records that were.
 */
public final class GroupedAppend {
    private static final int FILE_BYTES = 256 << 20;
    private static final int ZEROS = 1 << 20;
    /** An event with its id, function, and times. */
    private static final int RECORD_BYTES = 340;

    private final BlockingQueue<CompletableFuture<Void>> gathered = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final int callers;

    private GroupedAppend(FileChannel file, int callers) {
        this.file = file;
        this.callers = callers;
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FileChannel file =
                FileChannel.open(Path.of("log"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            GroupedAppend append = new GroupedAppend(file, Integer.parseInt(arguments[0]));
            append.preallocate();
            Thread writer = new Thread(append::write, "writer");
            writer.setDaemon(true);
            writer.start();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println("done " + append.run(Long.parseLong(line) * 1_000_000) + " 0");
            }
        }
    }

    private void preallocate() throws IOException {
        for (int position = 0; position < FILE_BYTES; position += ZEROS) {
            writeFully(ByteBuffer.allocate(ZEROS), position);
        }
        file.force(true);
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(callers * RECORD_BYTES);
        List<CompletableFuture<Void>> batch = new ArrayList<>();
        long position = 0;
        try {
            while (true) {
                batch.clear();
                batch.add(gathered.take());
                gathered.drainTo(batch, callers - 1);
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

    private long run(long nanos) {
        long end = System.nanoTime() + nanos;
        List<CompletableFuture<Long>> counts = IntStream.range(0, callers)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> append(end), task -> new Thread(task).start()))
                .toList();
        return counts.stream().mapToLong(CompletableFuture::join).sum();
    }

    private long append(long end) {
        long count = 0;
        while (System.nanoTime() < end) {
            CompletableFuture<Void> record = new CompletableFuture<>();
            gathered.add(record);
            record.join();
            count++;
        }
        return count;
    }
}
