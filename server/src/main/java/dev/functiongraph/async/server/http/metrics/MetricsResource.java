package dev.functiongraph.async.server.http.metrics;

import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.Tally;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** Invariant 6 as metrics: the states of all accepted invocations at one moment, in Prometheus' text format. */
@Path("/metrics")
public final class MetricsResource {
    private final Supplier<InvocationRecords> records;

    /** @param records asked with each request: they may be there only after this */
    public MetricsResource(Supplier<InvocationRecords> records) {
        this.records = records;
    }

    @GET
    public Response metrics() throws IOException {
        Tally tally = records.get().tally();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        writer.write(
                text,
                MetricSnapshots.of(
                        counter(
                                "accepted",
                                "Invocations answered with 202, or made by a destination or a redrive.",
                                tally.accepted()),
                        counter("succeeded", "Invocations that ended as SUCCESS.", tally.succeeded()),
                        counter("failed", "Invocations that ended as FAIL.", tally.failed()),
                        counter("discarded", "Invocations that ended as DISCARD.", tally.discarded()),
                        gauge("waiting", "Invocations in WAIT.", tally.waiting()),
                        gauge("running", "Invocations in RUNNING.", tally.running()),
                        gauge(
                                "drift",
                                "Accepted less all of the others: not 0 means lost or duplicated.",
                                tally.drift())));
        return Response.ok(text.toByteArray(), writer.getContentType())
                .header(HttpHeaders.CONTENT_LENGTH, text.size())
                .build();
    }

    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name("functiongraph_invocations_" + name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name("functiongraph_invocations_" + name)
                .help(help)
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
