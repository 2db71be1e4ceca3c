package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.ErrorResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of answers: it returns what a success says, and throws what any other answer means.
 *
 * <p>Only the contract's JSON counts as the server's word. Anything else may come from an intermediary, after the
 * server had accepted the event: a proxy's 429 does not mean that the function is disabled, nor its 503 that nothing
 * was queued, in HTML or with a code of its own.
 */
final class ResponseDecoder {

    private static final Pattern JSON =
            Pattern.compile("application/([^;]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE_WITH_STATUS = Pattern.compile("FSS\\.0([45]\\d\\d)");
    private static final int PROXY_DEMANDS_CREDENTIALS = 407;
    private static final Set<Integer> GATEWAYS_OWN = Set.of(408, 429, 499, 503);

    /**
     * FunctionGraph says {@code function 'x' not exist}; a server or gateway without such a path speaks of no function.
     */
    private static final Pattern FUNCTION = Pattern.compile("function|函数", Pattern.CASE_INSENSITIVE);

    private static final String UNKNOWN_ID = "Invalid RequestId";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private ResponseDecoder() {}

    static <R> R read(HttpResponse<byte[]> response, Operation<R> operation) {
        int status = response.statusCode();
        // The JDK has no body where a proxy opens no tunnel.
        String body = response.body() == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
        if (status == PROXY_DEMANDS_CREDENTIALS) {
            throw new ServerErrorException(
                    details(
                            response,
                            Optional.empty(),
                            "the proxy demands credentials; nothing was sent to the server"),
                    false);
        }
        if (isJson(response) && status == operation.success()) {
            return operation.decoder().apply(body).orElseThrow(() -> unexpected(response, operation, body));
        }
        if (isJson(response) && status >= 400) {
            throw Json.read(body, ErrorResponse.class)
                    .filter(error -> error.getErrorCode() != null)
                    .map(error -> refusal(response, operation, error))
                    .orElseGet(() -> unexpected(response, operation, body));
        }
        throw unexpected(response, operation, body);
    }

    /** An answer without a content type is judged by its content. */
    private static boolean isJson(HttpResponse<?> response) {
        return contentType(response).map(type -> JSON.matcher(type).matches()).orElse(true);
    }

    private static FunctionGraphException refusal(
            HttpResponse<?> response, Operation<?> operation, ErrorResponse error) {
        FailureDetails details = details(
                response,
                Optional.of(error.getErrorCode()),
                Objects.requireNonNullElse(error.getErrorMsg(), "(no error_msg)"));
        int meaning = meaning(error.getErrorCode(), response.statusCode());
        return switch (meaning) {
            case 401 -> new UnauthorizedException(details);
            case 403 -> new ForbiddenException(details);
            case 404 -> notFound(response, details);
            case 413 -> new EventTooLargeException(details);
            case 429 -> new FunctionDisabledException(details);
            case 503 -> new ServiceUnavailableException(details, retryAfter(response));
            default ->
                meaning < 500
                        ? invalid(operation, details)
                        : new ServerErrorException(details, operation.storesEvent());
        };
    }

    private static FunctionGraphException notFound(HttpResponse<?> response, FailureDetails details) {
        return FUNCTION.matcher(details.errorMessage()).find()
                ? new FunctionNotFoundException(details)
                : InvalidRequestException.wrongPath(details, response.request().uri());
    }

    private static FunctionGraphException invalid(Operation<?> operation, FailureDetails details) {
        return operation
                .invocation()
                .filter(id -> UNKNOWN_ID.equals(details.errorMessage()))
                .<FunctionGraphException>map(id -> new InvocationNotFoundException(details, id))
                .orElseGet(() -> new InvalidRequestException(details));
    }

    /**
     * The status that the contract has for the code, or the answer's where the code is not the contract's. But a
     * gateway has reasons of its own for a timeout, a 429 and a 503, after which an event may well have been stored.
     */
    private static int meaning(String code, int status) {
        Matcher contracts = CODE_WITH_STATUS.matcher(code);
        if (contracts.matches()) {
            return Integer.parseInt(contracts.group(1));
        }
        return GATEWAYS_OWN.contains(status) ? 500 : status;
    }

    private static FunctionGraphException unexpected(HttpResponse<?> response, Operation<?> operation, String body) {
        String type = contentType(response).orElse("no content type");
        String said = body.isBlank() ? "(empty)" : quoted(response, body, 200);
        FailureDetails details = details(response, Optional.empty(), "unexpected answer of " + type + ": " + said);
        return new ServerErrorException(details, operation.storesEvent());
    }

    private static FailureDetails details(HttpResponse<?> response, Optional<String> code, String message) {
        return new FailureDetails(
                response.statusCode(),
                code.map(text -> quoted(response, text, 32)),
                quoted(response, message, 1024),
                response.headers().firstValue("X-Request-Id").map(id -> quoted(response, id, 128)));
    }

    private static String quoted(HttpResponse<?> response, String text, int limit) {
        return Excerpt.of(Secrets.hide(response.request(), text), limit);
    }

    private static Optional<String> contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type");
    }

    /** Seconds only, as the contract has it. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> SECONDS.matcher(seconds).matches())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
