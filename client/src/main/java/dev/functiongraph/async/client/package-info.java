/**
 * A client of the asynchronous execution API.
 *
 * <pre>{@code
 * FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
 *         .baseUri(URI.create("https://functions.example.com"))
 *         .token(() -> System.getenv("FUNCTIONGRAPH_TOKEN")) // or .credentials(accessKey, secretKey)
 *         .build();
 *
 * try {
 *     UUID id = client.invokeAsync(projectId, "orders", Map.of("order", "4711")).requestId();
 * } catch (ServiceUnavailableException e) {
 *     // nothing was queued: send it again after e.retryAfter()
 * } catch (FunctionGraphException e) {
 *     // e.mayHaveBeenAccepted(): sending it again may run the function twice
 * }
 * }</pre>
 *
 * <p>As long as the server keeps the record of an invocation, it can be followed:
 *
 * <pre>{@code
 * Optional<Invocation> now = client.findInvocation(projectId, "orders", id);
 * Invocation ended = client.awaitInvocation(projectId, "orders", id, Duration.ofMinutes(5));
 * Invocation.Status status = client.cancelInvocation(projectId, "orders", id);
 * }</pre>
 *
 * <p>Tests of callers have a server in memory: {@link dev.functiongraph.async.client.fake.FakeFunctionGraph}.
 *
 * <p>Start with {@link dev.functiongraph.async.client.FunctionGraphAsyncClient}; every failure is a
 * {@link dev.functiongraph.async.client.FunctionGraphException}. No parameter may be null unless it says so, and no
 * method returns null.
 */
@NullMarked
package dev.functiongraph.async.client;

import org.jspecify.annotations.NullMarked;
