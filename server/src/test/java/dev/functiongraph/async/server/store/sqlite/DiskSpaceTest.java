package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    Path dir;

    @Test
    void thereIsRoomWhileEnoughIsFree() {
        assertThat(new DiskSpace(dir, 1).hasRoom()).isTrue();
        assertThat(new DiskSpace(dir, Long.MAX_VALUE).hasRoom()).isFalse();
    }

    @Test
    void roomThatDeletedRecordsLeaveInsideTheDatabaseCountsAsSoonAsItIsThere() throws Exception {
        long usable = Files.getFileStore(dir).getUsableSpace();
        DiskSpace disk = new DiskSpace(dir, 2 * usable);
        assertThat(disk.hasRoom()).isFalse();

        disk.reusable(2 * usable);
        await().until(disk::hasRoom);
    }
}
