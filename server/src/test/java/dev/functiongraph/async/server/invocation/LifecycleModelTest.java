package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of what can happen to invocations, against the model of their life. The server and the model are
 * compared after every step, so that a failing sequence ends with the step that made the difference: its steps are the
 * shortest failing prefix. Run one again with {@code -Dmodel.seed=SEED}; {@code -Dtests.scale=3} makes them three times
 * as long.
 */
@Execution(ExecutionMode.CONCURRENT)
class LifecycleModelTest {
    private static final int SEQUENCES = 40;
    private static final int STEPS = 100 * Integer.getInteger("tests.scale", 1);

    private static final LongAdder STARTED_AT_ONCE = new LongAdder();
    private static final LongAdder STARTED_AT_AN_END = new LongAdder();

    @TempDir
    Path dir;

    private final LifecycleModel model = new LifecycleModel();
    private final Map<LifecycleModel.Run, CompletableFuture<Outcome>> promises = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private Random random;
    private Engine engine;

    static LongStream seeds() {
        Long seed = Long.getLong("model.seed");
        return seed == null ? LongStream.range(0, SEQUENCES) : LongStream.of(seed);
    }

    @AfterAll
    static void someWereStartedAtOnce() {
        assertThat(STARTED_AT_ONCE.sum()).isPositive();
        assertThat(STARTED_AT_AN_END.sum()).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theServerDoesWhatTheModelDoes(long seed) throws Exception {
        random = new Random(seed);
        model.functions.put("a", new LifecycleModel.Function(1, 0, Duration.ofMinutes(10)));
        model.functions.put("b", new LifecycleModel.Function(2, 1, Duration.ofMinutes(2)));
        model.functions.put("c", new LifecycleModel.Function(3, 3, Duration.ofHours(12)));
        engine = new Engine(dir, entries());
        try {
            engine.random = noJitter();
            engine.backlog = new Backlog(LifecycleModel.BACKLOG_PER_FUNCTION, LifecycleModel.BACKLOG_IN_ALL);
            engine.retentionAge = LifecycleModel.RETENTION;
            engine.retentionCount = 1_000_000;
            engine.runtime.script = attempt -> promise(attempt);
            engine.restart();
            maybeStartAtOnce();
            for (int i = 0; i < STEPS; i++) {
                step();
                compare();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " differs after " + steps.size() + " steps:\n" + String.join("\n", steps), e);
        } finally {
            engine.close();
        }
    }

    private void step() throws Exception {
        int dice = random.nextInt(100);
        if (dice < 28) {
            accept(any(List.copyOf(model.functions.keySet())));
        } else if (dice < 55) {
            did("pass");
            model.pass(engine.now());
            engine.pass();
        } else if (dice < 75) {
            finish();
        } else if (dice < 83) {
            advance(Duration.ofMillis(random.nextInt(3_000)));
        } else if (dice < 85) {
            advance(Duration.ofSeconds(random.nextInt(150)));
        } else if (dice < 86) {
            advance(Duration.ofMinutes(random.nextInt(15)));
        } else if (dice < 90) {
            cancel();
        } else if (dice < 94) {
            endLeases();
        } else if (dice < 96) {
            reload();
        } else if (dice < 97) {
            Duration step = anyStep();
            did("the clock is set by " + step);
            engine.setClock(step);
        } else {
            crash();
        }
    }

    /** A catalog of its own is what the next server starts with, now and then; and the clock may be set in between. */
    private void crash() throws Exception {
        did("crash and restart");
        promises.clear();
        engine.close();
        if (random.nextInt(4) == 0) {
            reload();
        }
        if (random.nextInt(4) == 0) {
            Duration step = anyStep();
            did("the clock is set by " + step + " meanwhile");
            engine.clock.set(step);
        }
        engine.start();
        maybeStartAtOnce();
        model.crash(engine.now());
    }

    private Duration anyStep() {
        return Duration.ofSeconds(random.nextInt(20_000) - 10_000);
    }

    private void accept(String function) {
        LifecycleModel.Function known = model.functions.get(function);
        Acceptance answer = engine.offer(function);
        did("accept " + function + ": " + answer.getClass().getSimpleName());
        if (!known.present) {
            assertThat(answer).isInstanceOf(Acceptance.NotFound.class);
        } else if (!known.enabled) {
            assertThat(answer).isInstanceOf(Acceptance.Disabled.class);
        } else if (answer instanceof Acceptance.Accepted accepted) {
            UUID id = accepted.requestId();
            boolean isStarted = promises.containsKey(new LifecycleModel.Run(id, 1));
            assertThat(isStarted ? model.mayStartAtOnce(function, engine.now()) : !model.isFull(function))
                    .isTrue();
            model.accept(id, function, engine.now());
            if (isStarted) {
                did("started at once");
                STARTED_AT_ONCE.increment();
                model.startAtOnce(id, engine.now());
            }
        } else {
            assertThat(answer).isInstanceOf(Acceptance.Unavailable.class);
            assertThat(model.isFull(function)).isTrue();
        }
    }

    /** Otherwise everything waits for a pass, which happens where the next one is already due. */
    private void maybeStartAtOnce() {
        if (random.nextBoolean()) {
            did("what is accepted is started at once where it can be");
            engine.startAtOnce();
        }
    }

    private void finish() {
        if (model.runs.isEmpty()) {
            return;
        }
        LifecycleModel.Run run = any(model.runs);
        Outcome outcome = any(List.of(
                new Outcome.Success(new byte[0]),
                new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck"),
                new Outcome.Unavailable("busy")));
        did("finish " + run + ": " + outcome.getClass().getSimpleName());
        model.finish(run, outcome, engine.now());
        assertThat(promises).as("what the runtime was given").containsKey(run);
        promises.remove(run).complete(outcome);
        engine.settled();
        startedAtTheEndOf(run);
    }

    /** Where what is accepted is started at once, so is what waits, at the end of another attempt. */
    private void startedAtTheEndOf(LifecycleModel.Run run) {
        String function = model.functionOf(run);
        Set<UUID> claimed = model.entries.entrySet().stream()
                .filter(entry -> entry.getValue().function.equals(function))
                .filter(entry ->
                        engine.records().find(entry.getKey()).orElseThrow().attempt() > entry.getValue().attempt)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!claimed.isEmpty()) {
            did("started at its end: " + claimed);
            STARTED_AT_AN_END.increment();
            assertThat(model.claim(function, claimed.size(), engine.now())).isEqualTo(claimed);
            engine.settled();
        }
    }

    private void advance(Duration duration) {
        did("advance " + duration);
        engine.clock.advance(duration);
    }

    private void cancel() {
        if (model.entries.isEmpty()) {
            return;
        }
        UUID id = any(List.copyOf(model.entries.keySet()));
        did("cancel " + id);
        assertThat(engine.cancel(id, model.entries.get(id).function)).isPresent();
        model.cancel(id, engine.now());
        promises.keySet().removeIf(run -> run.id().equals(id));
        engine.settled();
    }

    /** As another process would, whose clock may be ahead. */
    private void endLeases() {
        Duration ahead = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(5);
        did("leases end, " + ahead + " ahead");
        Instant then = engine.now().plus(ahead);
        engine.maintenance().requeueExpiredLeases(then).join();
        model.endLeases(then);
        if (!ahead.isZero()) {
            advance(ahead);
        }
    }

    private void reload() throws Exception {
        LifecycleModel.Function function = any(List.copyOf(model.functions.values()));
        model.reload(function, random.nextInt(4) > 0, random.nextInt(3) > 0, engine.now());
        did("reload " + entries());
        engine.serve(entries());
    }

    private void compare() {
        model.entries.forEach((id, expected) -> {
            InvocationRecord found = engine.records().find(id).orElseThrow(() -> new AssertionError(id + " is lost"));
            assertThat(found.status() + " attempt " + found.attempt())
                    .as("%s", id)
                    .isEqualTo(expected.status + " attempt " + expected.attempt);
        });
        Tally tally = engine.records().tally();
        assertThat(tally.drift()).as("drift").isZero();
        assertThat(tally.accepted()).as("accepted").isEqualTo(model.acceptedInAll());
        assertThat(tally.purged()).as("purged").isEqualTo(model.acceptedInAll() - model.entries.size());
        assertThat(promises.keySet()).as("what runs").containsExactlyInAnyOrderElementsOf(model.runs);
    }

    private CompletableFuture<Outcome> promise(Attempt attempt) {
        CompletableFuture<Outcome> promise = new CompletableFuture<>();
        promises.put(new LifecycleModel.Run(attempt.invocation().requestId(), attempt.number()), promise);
        return promise;
    }

    private String entries() {
        StringBuilder entries = new StringBuilder();
        model.functions.forEach((name, function) -> {
            if (function.present) {
                entries.append(Engine.entry(
                        name,
                        "enabled: " + function.enabled,
                        "concurrency: " + function.concurrency,
                        "timeout: " + LifecycleModel.TIMEOUT.toSeconds() + "s",
                        "async: {max_async_retry_attempts: " + function.maxRetries
                                + ", max_async_event_age_in_seconds: " + function.maxAge.toSeconds() + "}"));
            }
        });
        return entries.isEmpty() ? Engine.entry("other") : entries.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void did(String step) {
        steps.add(steps.size() + " " + step);
    }

    /** The back-off has tests of its own; without jitter what waits again is due at once. */
    private static RandomGenerator noJitter() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0;
            }
        };
    }
}
