package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LimitedExecutorTest {
    private final Deque<Runnable> given = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final LimitedExecutor executor = new LimitedExecutor(given::add, 2);

    @Test
    void manyTasksAreRunByAFewAndInTheirOrder() {
        for (int i = 0; i < 10; i++) {
            int task = i;
            executor.execute(() -> done.add(task));
        }

        assertThat(given).hasSize(2);
        given.remove().run();
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatComesWhenAllHaveEndedIsRunToo() {
        executor.execute(() -> done.add(0));
        given.remove().run();
        executor.execute(() -> done.add(1));
        given.remove().run();

        assertThat(done).containsExactly(0, 1);
    }

    @Test
    void whatATaskAddsIsRunByTheSame() {
        executor.execute(() -> executor.execute(() -> done.add(1)));
        given.remove().run();

        assertThat(done).containsExactly(1);
    }

    @Test
    void aTaskThatIsRefusedIsNotRunLater() {
        List<Boolean> refuses = new ArrayList<>(List.of(true));
        LimitedExecutor closing = new LimitedExecutor(
                task -> {
                    if (!refuses.isEmpty()) {
                        throw new RejectedExecutionException();
                    }
                    given.add(task);
                },
                1);

        assertThatThrownBy(() -> closing.execute(() -> done.add(0))).isInstanceOf(RejectedExecutionException.class);
        refuses.clear();
        closing.execute(() -> done.add(1));
        given.remove().run();

        assertThat(done).containsExactly(1);
    }
}
