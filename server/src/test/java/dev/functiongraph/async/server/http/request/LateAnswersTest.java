package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    private static final long LATE = TimeUnit.HOURS.toMillis(1);

    private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
    private final LateAnswers answers = new LateAnswers(2);
    private final List<String> given = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        scheduler.start();
    }

    @AfterEach
    void stop() throws Exception {
        scheduler.stop();
    }

    @Test
    void oneMoreThanMayWaitIsNotAnsweredAtOnceButThatWhichHasWaitedTheLongest() {
        add("first", LATE);
        add("second", LATE);
        assertThat(given).isEmpty();

        add("third", LATE);
        assertThat(given).containsExactly("first");
        add("fourth", LATE);
        assertThat(given).containsExactly("first", "second");
    }

    @Test
    void eachIsGivenOnceAndLeavesItsPlace() {
        add("early", 1);
        await().until(() -> given.contains("early"));

        add("first", LATE);
        add("second", LATE);
        assertThat(given).containsExactly("early");
    }

    private void add(String answer, long millis) {
        answers.add(() -> given.add(answer), millis, scheduler);
    }
}
