package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferLimitTest {
    private final BufferLimit limit = new BufferLimit(100);
    private final List<String> evicted = new ArrayList<>();

    @Test
    void whoHasWaitedLongestGivesWay() {
        BufferLimit.Share first = share("first");
        BufferLimit.Share second = share("second");
        assertThat(first.add(40)).isTrue();
        assertThat(second.add(40)).isTrue();
        assertThat(first.add(10)).isTrue();

        assertThat(share("third").add(50)).isTrue();

        assertThat(evicted).containsExactly("second");
        assertThat(second.isEvicted()).isTrue();
        assertThat(second.keep()).isFalse();
        assertThat(second.add(1)).isFalse();
        assertThat(limit.heldBytes()).isEqualTo(100);
    }

    @Test
    void whatIsKeptIsNeverEvicted() {
        BufferLimit.Share kept = share("kept");
        BufferLimit.Share waiting = share("waiting");
        kept.add(60);
        assertThat(kept.keep()).isTrue();
        waiting.add(20);

        assertThat(share("large").add(41)).isFalse();
        assertThat(evicted).isEmpty();

        assertThat(share("other").add(40)).isTrue();
        assertThat(evicted).containsExactly("waiting");
        assertThat(kept.isEvicted()).isFalse();
    }

    @Test
    void nobodyGivesWayToItself() {
        BufferLimit.Share only = share("only");
        assertThat(only.add(90)).isTrue();

        assertThat(only.add(20)).isFalse();

        assertThat(evicted).isEmpty();
        assertThat(only.isEvicted()).isFalse();
    }

    @Test
    void whatIsClosedIsFree() {
        BufferLimit.Share kept = share("kept");
        kept.add(60);
        kept.keep();
        BufferLimit.Share waiting = share("waiting");
        waiting.add(40);
        kept.close();
        kept.close();
        waiting.close();

        assertThat(limit.heldBytes()).isZero();
        assertThat(share("next").add(100)).isTrue();
        assertThat(evicted).isEmpty();
    }

    private BufferLimit.Share share(String name) {
        return limit.open(() -> evicted.add(name));
    }
}
