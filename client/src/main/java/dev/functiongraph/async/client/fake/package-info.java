/**
 * A server of the contract for tests of callers, in memory and in the same process.
 *
 * <pre>{@code
 * try (FakeFunctionGraph server = FakeFunctionGraph.start(projectId)) {
 *     server.serve("orders");
 *     FunctionGraphAsyncClient client =
 *             FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
 *     client.invokeAsync(projectId, "orders", Map.of("order", "4711"));
 *     System.out.println(server.events("orders"));
 * }
 * }</pre>
 */
@NullMarked
package dev.functiongraph.async.client.fake;

import org.jspecify.annotations.NullMarked;
