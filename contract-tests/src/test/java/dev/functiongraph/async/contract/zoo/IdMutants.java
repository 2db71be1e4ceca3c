package dev.functiongraph.async.contract.zoo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Servers that give other ids. */
final class IdMutants extends RecordMutants {
    @Override
    void addAll() {
        Map<String, UnaryOperator<String>> ids = Map.of(
                "constant", id -> "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826",
                "one of sixteen", id -> "e834cb5b-1b2b-4c6b-b41c-8bd10fd4182" + id.charAt(0),
                "without hyphens", id -> id.replace("-", ""),
                "in braces", id -> "{" + id + "}",
                "as a URN", id -> "urn:uuid:" + id,
                "too short", id -> id.substring(1),
                "of one of 4,096", id -> "e834cb5b-1b2b-4c6b-b41c-8bd10fd41" + id.substring(0, 3));
        ids.forEach((operator, change) -> addModel(operator, "new id", "", () -> new Model() {
            @Override
            String newId(Call call) {
                return change.apply(super.newId(call));
            }
        }));
        for (String header :
                List.of("X-Request-Id", "Idempotency-Key", "X-Cff-Request-Id", "X-Correlation-Id", "traceparent")) {
            addModel("the caller's " + header, "new id", "", () -> new Model() {
                @Override
                String newId(Call call) {
                    return call.request()
                            .header(header)
                            .map(value -> UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                            .orElseGet(() -> super.newId(call));
                }
            });
        }
        addModel("the event's", "new id", "", () -> new Model() {
            @Override
            String newId(Call call) {
                return UUID.nameUUIDFromBytes(call.request().body()).toString();
            }
        });
        addModel("the header has another", "id of 202", "", () -> new Model() {
            @Override
            Reply accepted(String id) {
                return super.accepted(id)
                        .replacing("X-Request-Id", UUID.randomUUID().toString());
            }
        });
    }
}
