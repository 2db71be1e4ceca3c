package dev.functiongraph.async.contract.zoo;

import java.util.List;

/** Servers that take other methods for the right one. */
final class MethodMutants extends RequestMutants {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "post", "get", "Post", "Get");

    @Override
    void addAll() {
        for (String method : METHODS) {
            for (String operation : OPERATIONS) {
                String right = operation.equals("list") ? "GET" : "POST";
                if (!method.equals(right)) {
                    String open =
                            method.equals("HEAD") && right.equals("GET") ? "a server that knows GET may know HEAD" : "";
                    add(
                            method + " is taken for " + right,
                            operation + " method",
                            open,
                            request -> Place.operation(request).equals(operation)
                                            && request.method().equals(method)
                                    ? FaultyMethods.as(right, request)
                                    : request);
                }
            }
        }
    }
}
