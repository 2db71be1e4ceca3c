package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Operation;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A filter of REST Assured that checks every answer against the contract. */
class ContractFilter implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification ignored, FilterContext context) {
        Response response = context.next(request, ignored);
        Headers headers = new Headers(response.headers().asList().stream()
                .map(header -> new Headers.Field(header.getName(), header.getValue()))
                .toList());
        byte[] sent = Optional.<Object>ofNullable(request.getBody())
                .map(body -> body.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        saw(operation(request), sent, new Answer(response.statusCode(), headers, response.asByteArray()));
        return response;
    }

    private static Operation operation(FilterableRequestSpecification request) {
        String path = URI.create(request.getURI()).getRawPath();
        return Spec.CONTRACT
                .operationAt(request.getMethod(), path)
                .orElseThrow(() -> new AssertionError("the contract has no " + request.getMethod() + " " + path));
    }

    /** For answers that came by another way, too. */
    void saw(Operation operation, byte[] sent, Answer answer) {
        Spec.conforming(operation, answer);
    }
}
