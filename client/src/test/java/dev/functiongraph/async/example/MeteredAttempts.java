package dev.functiongraph.async.example;

import dev.functiongraph.async.client.AttemptListener;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.OutgoingRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

record MeteredAttempts(MeterRegistry registry) implements AttemptListener {

    @Override
    public void answered(OutgoingRequest request, int status, Duration elapsed) {
        time(request, "success", elapsed);
    }

    @Override
    public void failed(OutgoingRequest request, FunctionGraphException failure, Duration elapsed) {
        time(request, failure.errorCode().orElse("no answer"), elapsed);
    }

    @Override
    public void retrying(OutgoingRequest request, FunctionGraphException failure, Duration pause) {
        registry.counter("functiongraph.retries", "operation", request.operation())
                .increment();
    }

    private void time(OutgoingRequest request, String outcome, Duration elapsed) {
        registry.timer("functiongraph.attempts", "operation", request.operation(), "outcome", outcome)
                .record(elapsed);
    }
}
