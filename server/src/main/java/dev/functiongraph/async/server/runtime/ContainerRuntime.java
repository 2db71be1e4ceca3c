package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.ExchangeFailure.Kind;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtime of functions in event containers, by FunctionGraph's documented protocol: {@code POST /init} once, then
 * {@code POST /invoke} for each event, with the event as body and the context in {@code X-CFF-*} headers.
 *
 * <p>The documents do not say how a container signals failure. Here 2xx is success; 429, 503 and a connection that
 * cannot be made mean that it could not be run; anything else is the function's failure. Where a connection ends
 * without a byte of answer, the container may have been dead before, behind a proxy that lives, or another event may
 * have brought it down: an event fails of it only if the same happens to its next attempt.
 */
final class ContainerRuntime implements AutoCloseable {
    /** FunctionGraph's own for an initializer. */
    private static final Duration INIT_LIMIT = Duration.ofMinutes(5);

    private static final int MAX_PORT = 65_535;
    private static final byte[] NOTHING = {};

    private final ContainerConnections connections;
    /** By container, what is wrong with it: nothing, once it is initialized. */
    private final Map<URI, CompletableFuture<Optional<Outcome>>> initialized = new ConcurrentHashMap<>();
    /** Of events for which an attempt has ended without an answer: the next such end is the function's failure. */
    private final Set<UUID> unanswered = Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));

    ContainerRuntime(NameLookup names) {
        connections = new ContainerConnections(names);
    }

    /** The newest of them: an event that is forgotten has one more attempt. */
    private static final class Latest extends LinkedHashMap<UUID, Boolean> {
        private static final long serialVersionUID = 1;
        private static final int MAX = 10_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MAX;
        }
    }

    /** What is wrong with the address of a container, which is not connected to. */
    Optional<String> problem(RuntimeDefinition.Container container) {
        URI url = container.url();
        // The URL itself is not shown: it may contain a password.
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            return Optional.of("the url of a container has no user name and no password");
        }
        // java.net.URI takes nothing else for a host: no underscore, for example.
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
            return Optional.of(
                    "the url of a container has a host of letters, digits, hyphens and dots, and a port from 1 to "
                            + MAX_PORT);
        }
        return url.getRawQuery() != null || url.getRawFragment() != null
                ? Optional.of("the url of a container has neither query nor fragment")
                : Optional.empty();
    }

    CompletableFuture<Outcome> invoke(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt, FunctionLog output) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CompletableFuture<Optional<Outcome>> ready =
                initialized.computeIfAbsent(container.url(), url -> initialize(function, container, attempt));
        ready.whenComplete((problem, failure) -> {
            if (failure != null) {
                initialized.remove(container.url(), ready);
                outcome.completeExceptionally(failure);
            } else if (problem.isPresent()) {
                initialized.remove(container.url(), ready);
                outcome.complete(problem.get());
            } else if (!outcome.isDone()) {
                exchange(outcome, function, container, attempt, output, ready);
            }
        });
        return outcome;
    }

    /** Sends the event. With the outcome, however it came about, the exchange ends. */
    private void exchange(
            CompletableFuture<Outcome> outcome,
            FunctionDefinition function,
            RuntimeDefinition.Container container,
            Attempt attempt,
            FunctionLog output,
            CompletableFuture<Optional<Outcome>> ready) {
        // The attempt after one without an answer has a connection of its own: otherwise an event that brings its
        // container down would look, each time anew, like a connection that the container had closed before.
        ContainerRequest request = new ContainerRequest(
                uri(container, "/invoke"),
                headers(function, attempt),
                attempt.invocation().event().json(),
                function.timeout(),
                !unanswered.contains(attempt.invocation().requestId()));
        CompletableFuture<ContainerAnswer> exchange = Exchange.start(connections, request);
        outcome.whenComplete((ended, failure) -> exchange.cancel(true));
        exchange.whenComplete((answer, failure) -> {
            if (failure == null) {
                if (answer.status() / 100 != 2 && answer.body().length > 0) {
                    output.append(new String(answer.body(), StandardCharsets.UTF_8));
                }
                outcome.complete(outcome(container, request, answer, output));
            } else if (failure instanceof ExchangeFailure trouble) {
                outcome.complete(failed(function, container, attempt, trouble, ready));
            } else {
                outcome.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<Optional<Outcome>> initialize(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        ContainerRequest request =
                new ContainerRequest(uri(container, "/init"), headers(function, attempt), NOTHING, INIT_LIMIT, true);
        return Exchange.start(connections, request).handle((answer, failure) -> {
            if (failure instanceof ExchangeFailure trouble) {
                return Optional.of(new Outcome.Unavailable(name(container) + " " + trouble.getMessage()));
            }
            int status = answer.status();
            // The operation is optional: a container without it says 404 or 405.
            return status / 100 == 2 || status == 404 || status == 405
                    ? Optional.empty()
                    : Optional.of(
                            new Outcome.Unavailable(answered(container, request, answer), false, retryAfter(answer)));
        });
    }

    private static URI uri(RuntimeDefinition.Container container, String path) {
        return URI.create(container.url().toASCIIString().replaceAll("/$", "") + path);
    }

    private static Map<String, String> headers(FunctionDefinition function, Attempt attempt) {
        FunctionUrn urn = attempt.invocation().function();
        return Map.of(
                "Content-Type", "application/json",
                "X-CFF-Request-Id", attempt.invocation().requestId().toString(),
                "X-CFF-Attempt", Integer.toString(attempt.number()),
                "X-CFF-Timeout", Long.toString(Math.max(1, function.timeout().toSeconds())),
                "X-CFF-Func-Name", urn.functionName(),
                "X-CFF-Func-Version", urn.version(),
                "X-CFF-Package", urn.packageName(),
                "X-CFF-Project-Id", urn.projectId(),
                "X-CFF-Region", urn.region());
    }

    private static Outcome outcome(
            RuntimeDefinition.Container container,
            ContainerRequest request,
            ContainerAnswer answer,
            FunctionLog output) {
        int status = answer.status();
        if (status / 100 == 2) {
            return new Outcome.Success(ResultLimits.recorded(answer.body(), output::append));
        }
        if (status == 429 || status == 503) {
            return new Outcome.Unavailable(answered(container, request, answer), true, retryAfter(answer));
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String message = "the container answered " + answer.statusText() + (text.isEmpty() ? "" : ": " + text);
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, ResultLimits.message(message));
    }

    private Outcome failed(
            FunctionDefinition function,
            RuntimeDefinition.Container container,
            Attempt attempt,
            ExchangeFailure failure,
            CompletableFuture<Optional<Outcome>> ready) {
        if (failure.kind() == Kind.TIMED_OUT) {
            return ResultLimits.timedOut(function);
        }
        // A container that went away and comes back is a new instance: it is initialized again.
        initialized.remove(container.url(), ready);
        String message = name(container) + " " + failure.getMessage();
        boolean doubtful = failure.kind() == Kind.NO_ANSWER
                && unanswered.add(attempt.invocation().requestId());
        return failure.kind() == Kind.NOT_SENT || doubtful
                ? new Outcome.Unavailable(message)
                : new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, message);
    }

    private static Optional<Duration> retryAfter(ContainerAnswer answer) {
        return RetryAfter.in(answer.headers()::get, Clock.systemUTC());
    }

    private static String answered(
            RuntimeDefinition.Container container, ContainerRequest request, ContainerAnswer answer) {
        String said = ResultLimits.firstLine(new String(answer.body(), StandardCharsets.UTF_8));
        return name(container) + " answered " + request.uri().getPath() + " with " + answer.statusText()
                + (said.isEmpty() ? "" : ": " + said);
    }

    private static String name(RuntimeDefinition.Container container) {
        URI url = container.url();
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        return "the container at " + url.getHost() + ":" + port;
    }

    @Override
    public void close() {
        connections.close();
    }
}
