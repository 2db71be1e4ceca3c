package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class JavaRuntimeTest {
    private final JavaRuntime runtime = new JavaRuntime(HandlerClasses.CLASS_PATH);
    private final FunctionLog log = new FunctionLog();

    @Test
    void theResultOfTheHandlerIsTheResult() throws Exception {
        assertThat(run(TestFunctions.Recording.class, Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).asString().isEqualTo("{\"k\":\"v\"}"));
    }

    @Test
    void anExceptionIsTheFunctionsFailureAndItsClassAndMessageAreKept() throws Exception {
        assertThat(run(TestFunctions.Failing.class, Duration.ofSeconds(20)))
                .isEqualTo(
                        new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "IllegalStateException: no luck today"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ThrowingHandlers.AnError.class,
                ThrowingHandlers.OutOfMemory.class,
                ThrowingHandlers.Death.class,
                ThrowingHandlers.StackOverflow.class,
                ThrowingHandlers.Interrupted.class,
                ThrowingHandlers.LateClass.class,
                ThrowingHandlers.Initializer.class,
                ThrowingHandlers.Sneaky.class,
                ThrowingHandlers.NoMessage.class,
                ThrowingHandlers.SilentMessage.class,
                ThrowingHandlers.EndlessMessage.class,
                ThrowingHandlers.Circular.class,
                ThrowingHandlers.Bare.class
            })
    void whateverItThrowsIsTheFunctionsFailure(Class<? extends FunctionHandler> handler) throws Exception {
        assertThat(run(handler, Duration.ofSeconds(20))).isInstanceOfSatisfying(Outcome.FunctionError.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.FUNCTION_FAILED);
            assertThat(error.message()).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
        });
    }

    @Test
    void aFailureIsLoggedOnceWithItsFunctionAndItsStackTrace() throws Exception {
        List<String> log = logged(TestFunctions.Failing.class);

        assertThat(log).hasSize(1);
        assertThat(log.get(0).lines().toList())
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("WARN ")
                        .endsWith(" attempt 2 of " + TestFunctions.urn("fn")
                                + " failed: IllegalStateException: no luck today"))
                .satisfies(lines -> assertThat(lines.get(1)).isEqualTo("IllegalStateException: no luck today"))
                .satisfies(lines -> assertThat(lines.get(2))
                        .startsWith("\tat " + TestFunctions.Failing.class.getName() + ".handle(TestFunctions.java:"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ThrowingHandlers.OutOfMemory.class,
                ThrowingHandlers.StackOverflow.class,
                ThrowingHandlers.SilentMessage.class,
                ThrowingHandlers.EndlessMessage.class,
                ThrowingHandlers.Circular.class,
                ThrowingHandlers.Forging.class,
                ThrowingHandlers.SilentStack.class
            })
    void whateverItThrowsTheLogIsBoundedAndCannotBeForged(Class<? extends FunctionHandler> handler) throws Exception {
        List<String> log = logged(handler);

        assertThat(log).hasSize(1);
        assertThat(log.get(0).length()).isLessThan(30_000);
        assertThat(log.get(0).lines().skip(1))
                .hasSizeBetween(1, 160)
                .allSatisfy(line -> assertThat(line).matches("(\tat |\t\\.\\.\\. |Caused by: |[A-Z][A-Za-z$0-9]+).*"))
                .noneMatch(line -> line.startsWith("2026"));
    }

    @Test
    void theCausesOfAFailureAreLoggedBelowIt() throws Exception {
        assertThat(logged(ThrowingHandlers.Initializer.class).get(0))
                .containsSubsequence(
                        "ExceptionInInitializerError",
                        "Caused by: NumberFormatException: For input string: \"broken\"");
    }

    @Test
    void theStackTraceOfAFailureIsInTheLogOfItsAttemptBehindWhatItWrote() throws Exception {
        run(Complaining.class, Duration.ofSeconds(20));

        assertThat(log.text().lines().toList())
                .hasSize(3)
                .startsWith("trying", "IllegalStateException: no luck")
                .satisfies(lines -> assertThat(lines.get(2))
                        .startsWith("\tat " + Complaining.class.getName() + ".handle(JavaRuntimeTest.java:"));
    }

    @Test
    void whatATimedOutHandlerThrowsInTheEndIsNotLogged() throws Exception {
        List<String> log = new ArrayList<>();
        try (AutoCloseable any = listen(log)) {
            run(TestFunctions.Endless.class, Duration.ofMillis(100));
            await().until(() -> Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .noneMatch(frame -> frame.getClassName().equals(TestFunctions.Endless.class.getName())));
        }

        assertThat(log).isEmpty();
    }

    private List<String> logged(Class<? extends FunctionHandler> handler) throws Exception {
        List<String> log = new ArrayList<>();
        try (AutoCloseable any = listen(log)) {
            run(handler, Duration.ofSeconds(20));
        }
        return log;
    }

    /** Level and message of each line, and the lines below it. */
    private static AutoCloseable listen(List<String> log) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.functiongraph");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                assertThat(event.getThrowableProxy()).isNull();
                // The pattern makes one line of a message; what is below it is shown as it is.
                log.add(event.getLevel() + " " + event.getFormattedMessage().replaceAll("\\s+", " ") + "\n"
                        + event.getMDCPropertyMap().getOrDefault(JavaRuntime.STACK_TRACE, ""));
            }
        };
        appender.start();
        logger.addAppender(appender);
        return () -> logger.detachAppender(appender);
    }

    @Test
    void aFailureWithoutAMessageIsNamed() throws Exception {
        assertThat(run(ThrowingHandlers.NoMessage.class, Duration.ofSeconds(20)))
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "NullPointerException"));
    }

    @Test
    void whatAHandlerDoesToItsThreadEndsWithTheAttempt() throws Exception {
        var function =
                Definitions.function(new RuntimeDefinition.Java(Meddling.class.getName()), Duration.ofSeconds(20), 1);

        for (int i = 0; i < 5; i++) {
            assertThat(invoke(function).get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Success.class,
                            success -> assertThat(success.result()).asString().isEqualTo("nothing found"));
        }
    }

    @Test
    void whatAHandlerLeavesInItsThreadNoOtherFunctionFinds() throws Exception {
        var handler = new RuntimeDefinition.Java(Forgetful.class.getName());

        for (String name : List.of("one", "other")) {
            assertThat(invoke(Definitions.function(name, handler, Duration.ofSeconds(20), 1))
                            .get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Success.class,
                            success -> assertThat(success.result()).asString().isEqualTo("nothing found"));
        }
    }

    @Test
    void whatFollowsAnAttemptIsNotInterruptedByWhatItsHandlerLeftBehind() throws Exception {
        var function =
                Definitions.function(new RuntimeDefinition.Java(Meddling.class.getName()), Duration.ofSeconds(20), 1);
        Meddling.GO.acquire();
        CompletableFuture<Boolean> interrupted = invoke(function)
                .thenApply(outcome -> Thread.currentThread().isInterrupted()
                        || Thread.currentThread().getContextClassLoader() == null);
        Meddling.GO.release();

        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aHandlerThatInterruptsItsWholeThreadGroupInterruptsNeitherTheServerNorAnotherFunction() throws Exception {
        CompletableFuture<Outcome> other = invoke(Definitions.function(
                "other", new RuntimeDefinition.Java(Waiting.class.getName()), Duration.ofSeconds(20), 1));
        Waiting.STARTED.acquire();
        run(InterruptingAll.class, Duration.ofSeconds(20));
        Waiting.GO.release();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void aHandlerThatCannotBeConstructedIsToldBeforeItIsNeeded() {
        assertThat(runtime.problem(new RuntimeDefinition.Java(ThrowingHandlers.Unmakeable.class.getName())))
                .contains(ThrowingHandlers.Unmakeable.class.getName()
                        + " cannot be constructed: IllegalStateException: no license");
        assertThat(runtime.problem(new RuntimeDefinition.Java(ThrowingHandlers.Unloadable.class.getName())))
                .contains(ThrowingHandlers.Unloadable.class.getName()
                        + " cannot be constructed: OutOfMemoryError: no memory");
    }

    @Test
    void aResultThatIsTooLargeIsRecordedAsEmpty() throws Exception {
        assertThat(run(Large.class, Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).isEmpty());
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndHasFailed() throws Exception {
        assertThat(run(TestFunctions.Endless.class, Duration.ofMillis(100)))
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 100 ms"));
    }

    @Test
    void aHandlerThatGoesOnAfterItsTimeMakesTheFunctionBusyUntilItEnds() throws Exception {
        // Long enough for the handler to have begun, however busy the machine is.
        var function =
                Definitions.function(new RuntimeDefinition.Java(Stubborn.class.getName()), Duration.ofSeconds(3), 1);
        invoke(function).get(20, TimeUnit.SECONDS);

        assertThat(invoke(function).get(20, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Unavailable("earlier attempts still run after their timeout", true));
        Stubborn.END.countDown();
    }

    @Test
    void aCanceledAttemptInterruptsItsHandler() throws Exception {
        var function = Definitions.function(
                new RuntimeDefinition.Java(Interrupted.class.getName()), Duration.ofSeconds(60), 1);
        CompletableFuture<Outcome> run = invoke(function);
        Interrupted.STARTED.await();

        run.cancel(true);

        assertThat(Interrupted.SEEN.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHandlerThatCannotBeUsedIsToldBeforeItIsNeeded() {
        assertThat(runtime.problem(new RuntimeDefinition.Java("no.Such")))
                .contains("class not found: no.Such (is its jar on the class path?)");
        assertThat(runtime.problem(new RuntimeDefinition.Java("java.lang.String")))
                .contains("java.lang.String does not implement FunctionHandler");
        assertThat(runtime.problem(new RuntimeDefinition.Java(Hidden.class.getName())))
                .contains(Hidden.class.getName() + " has no public constructor without parameters");
    }

    private Outcome run(Class<? extends FunctionHandler> handler, Duration timeout) throws Exception {
        return invoke(Definitions.function(new RuntimeDefinition.Java(handler.getName()), timeout, 1))
                .get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> invoke(dev.functiongraph.async.server.function.FunctionDefinition function) {
        return runtime.invoke(
                function, (RuntimeDefinition.Java) function.runtime(), Definitions.attempt(function), log);
    }

    public static final class Large implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            return "x".repeat(262_145);
        }
    }

    public static final class Complaining implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            context.log("trying");
            throw new IllegalStateException("no luck");
        }
    }

    public static final class Stubborn implements FunctionHandler {
        static final CountDownLatch END = new CountDownLatch(1);

        @Override
        public String handle(String event, FunctionContext context) {
            while (END.getCount() > 0) {
                Thread.onSpinWait();
            }
            return event;
        }
    }

    public static final class Interrupted implements FunctionHandler {
        static final CountDownLatch STARTED = new CountDownLatch(1);
        static final CountDownLatch SEEN = new CountDownLatch(1);

        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            STARTED.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                SEEN.countDown();
            }
            return event;
        }
    }

    /** Does to its thread what it can, and tells what it finds of an attempt before. */
    public static final class Meddling implements FunctionHandler {
        static final Semaphore GO = new Semaphore(1);

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // It meddles.
        public String handle(String event, FunctionContext context) {
            GO.acquireUninterruptibly();
            GO.release();
            Thread thread = Thread.currentThread();
            boolean found = Thread.interrupted()
                    || !thread.getName().equals("function")
                    || thread.getPriority() == Thread.MIN_PRIORITY
                    || thread.getContextClassLoader() == null
                    || thread.getUncaughtExceptionHandler() != thread.getThreadGroup();
            thread.setName("mine");
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.setContextClassLoader(null);
            thread.setUncaughtExceptionHandler((any, thrown) -> {});
            thread.interrupt();
            return found ? "something found" : "nothing found";
        }
    }

    public static final class Forgetful implements FunctionHandler {
        private static final ThreadLocal<String> LEFT = new ThreadLocal<>();

        @Override
        public String handle(String event, FunctionContext context) {
            boolean found = LEFT.get() != null;
            LEFT.set("left");
            return found ? "something found" : "nothing found";
        }
    }

    public static final class Waiting implements FunctionHandler {
        static final Semaphore STARTED = new Semaphore(0);
        static final Semaphore GO = new Semaphore(0);

        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            STARTED.release();
            GO.acquire();
            return event;
        }
    }

    public static final class InterruptingAll implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            Thread.currentThread().getThreadGroup().interrupt();
            return event;
        }
    }

    public static final class Hidden implements FunctionHandler {
        private Hidden() {}

        @Override
        public String handle(String event, FunctionContext context) {
            return event;
        }
    }
}
