package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JavaRuntimeTest {
    private final JavaRuntime runtime = new JavaRuntime();

    @Test
    void theResultOfTheHandlerIsTheResult() throws Exception {
        assertThat(run(TestFunctions.Recording.class, Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).asString().isEqualTo("{\"k\":\"v\"}"));
    }

    @Test
    void anExceptionIsTheFunctionsFailureAndItsMessageIsKept() throws Exception {
        assertThat(run(TestFunctions.Failing.class, Duration.ofSeconds(20)))
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck today"));
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
        var function =
                Definitions.function(new RuntimeDefinition.Java(Stubborn.class.getName()), Duration.ofMillis(100), 1);
        invoke(function).get(20, TimeUnit.SECONDS);

        assertThat(invoke(function).get(20, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Unavailable("earlier attempts still run after their time-out"));
        Stubborn.END.countDown();
    }

    @Test
    void aCancelledAttemptInterruptsItsHandler() throws Exception {
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
                .contains("the class path has no class no.Such");
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
        return runtime.invoke(function, (RuntimeDefinition.Java) function.runtime(), Definitions.attempt(function));
    }

    public static final class Large implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            return "x".repeat(262_145);
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

    public static final class Hidden implements FunctionHandler {
        private Hidden() {}

        @Override
        public String handle(String event, FunctionContext context) {
            return event;
        }
    }
}
