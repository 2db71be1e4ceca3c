package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FailureCountsTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final FailureCounts counts = new FailureCounts(Duration.ofSeconds(2), nanoTime::get);

    @Test
    void afterTenFailuresEachFurtherOneIsAnsweredLaterUpToTwoSeconds() {
        assertThat(fail("one", 10)).containsOnly(0);
        assertThat(fail("one", 7)).containsExactly(100, 200, 400, 800, 1_600, 2_000, 2_000);
        assertThat(fail("one", 2_000)).containsOnly(2_000);
    }

    @Test
    void othersAreNotDelayed() {
        fail("one", 20);
        assertThat(counts.fail("other")).isZero();
    }

    @Test
    void aMinuteLaterTheyAreForgotten() {
        fail("one", 20);
        nanoTime.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(fail("one", 10)).containsOnly(0);
    }

    @Test
    void noMoreSourcesAreKeptThanMayBe() {
        fail("first", 20);
        for (int i = 0; i < FailureCounts.MAX_SOURCES; i++) {
            counts.fail(i);
        }
        assertThat(counts.fail("first")).isZero();
    }

    private long[] fail(String source, int times) {
        return LongStream.range(0, times).map(i -> counts.fail(source)).toArray();
    }
}
