package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.store.sqlite.Faults;
import dev.functiongraph.async.server.store.sqlite.Faults.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose statements fail, each in its turn: BEGIN, INSERT, UPDATE, COMMIT, ROLLBACK, whatever comes n-th. The
 * same day is lived through for n = 1, 2, 3, ... until nothing is left to fail; after each, writes work again and all
 * must be in order.
 */
class StoreFaultsTest {
    private static final String TOLD =
            "async: {destination_config: {on_failure: {destination: FunctionGraph, param: {func_urn: \""
                    + TestFunctions.urn("notify") + "\"}}}}";
    private static final String STAYING =
            Engine.entry("fn") + Engine.entry("held") + Engine.entry("failing", TOLD) + Engine.entry("notify");
    private static final Outcome FAILED = new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck");

    private final Faults faults = new Faults();
    private volatile boolean failed;
    private Engine engine;
    private Ledger ledger;

    @TempDir
    Path dir;

    @BeforeEach
    void start() throws Exception {
        engine = new Engine(dir, STAYING);
        engine.through = faults::through;
        engine.restart();
        engine.runtime.script = StoreFaultsTest::run;
        engine.runtime.writes = "a line";
        ledger = new Ledger(engine, dir);
    }

    private static CompletableFuture<Outcome> run(Attempt attempt) {
        return switch (attempt.invocation().function().functionName()) {
            case "failing" -> CompletableFuture.completedFuture(FAILED);
            case "held" -> new CompletableFuture<>();
            default -> CompletableFuture.completedFuture(new Outcome.Success(new byte[0]));
        };
    }

    @AfterEach
    void close() {
        faults.heal();
        engine.close();
    }

    @Test
    void aStatementThatFailsOnceLosesAndInventsNothing() throws Exception {
        eachInTurn(n -> faults.before(failing(number -> number == n)));
    }

    @Test
    void aStoreThatFailsFromAStatementOnLosesAndInventsNothing() throws Exception {
        eachInTurn(n -> faults.before(failing(number -> number >= n)));
    }

    @Test
    void aLogThatCannotBeStoredKeepsNoInvocationFromItsEnd() {
        faults.before((sql, number) -> {
            if (sql.contains("INTO log ")) {
                throw Faults.error();
            }
        });
        UUID id = engine.accept("fn");

        await().until(() -> {
            engine.pass();
            return engine.records().find(id).orElseThrow().status() == InvocationStatus.SUCCESS;
        });
        assertThat(engine.records().logs(id)).isEmpty();
    }

    /** What takes effect and reports a failure: what a caller was told of it stays true all the same. */
    @Test
    void aStatementThatFailsOnceItIsDoneLosesAndInventsNothing() throws Exception {
        eachInTurn(n -> faults.after(failing(number -> number == n)));
    }

    private Fault failing(IntPredicate which) {
        return (sql, number) -> {
            if (which.test(number)) {
                failed = true;
                throw Faults.error();
            }
        };
    }

    private void eachInTurn(IntConsumer inject) throws Exception {
        int turn = 0;
        do {
            failed = false;
            inject.accept(++turn);
            day();
            faults.heal();
            ledger.workOff();
            ledger.isInOrder("statement " + turn);
        } while (failed);
        System.out.println(turn - 1 + " statements failed in turn");
        assertThat(turn).as("statements that failed").isGreaterThan(30);
    }

    /**
     * Whatever happens to an invocation, happens in it: accepted, run, failed and told, canceled, its function gone.
     */
    private void day() throws Exception {
        engine.serve(STAYING + Engine.entry("leaving"));
        List.of("fn", "held", "failing", "leaving").forEach(ledger::offer);
        engine.serve(STAYING);
        ledger.pass();
        ledger.offer("fn").ifPresent((UUID waiting) -> ledger.cancel(waiting, "fn"));
        ledger.cancelHeld();
        ledger.pass();
    }
}
