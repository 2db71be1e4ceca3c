package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.functiongraph.async.server.api.operator.model.Content;
import dev.functiongraph.async.server.api.operator.model.InspectedAttempt;
import dev.functiongraph.async.server.api.operator.model.InspectedInvocation;
import dev.functiongraph.async.server.invocation.InvocationDetails;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.text.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mapping of the core's details of an invocation to the operators' contract. */
final class InspectionMapper {
    /** One of each attempt would be too much to answer with, where there were many. */
    private static final int MAX_LOGS = 16;

    private static final JsonMapper JSON = new JsonMapper();

    private InspectionMapper() {}

    static InspectedInvocation invocation(InvocationDetails details) {
        InvocationRecord record = details.record();
        SortedMap<Integer, byte[]> logs = newest(details.logs());
        return new InspectedInvocation(
                        record.requestId(),
                        record.function().toString(),
                        InspectedInvocation.StatusEnum.valueOf(record.status().name()),
                        record.attempt(),
                        record.acceptedAt().toString(),
                        record.errorCode(),
                        record.errorMessage(),
                        content(details.event()),
                        details.attempts().stream()
                                .map(attempt -> attempt(attempt, logs.get(attempt.number())))
                                .toList())
                .startTime(record.startedAt().map(Instant::toString).orElse(null))
                .endTime(record.endedAt().map(Instant::toString).orElse(null))
                .redriveOf(record.redriveOf().orElse(null))
                .result(record.status() == InvocationStatus.SUCCESS ? content(details.result()) : null);
    }

    private static SortedMap<Integer, byte[]> newest(SortedMap<Integer, byte[]> logs) {
        SortedMap<Integer, byte[]> newest = new TreeMap<>(logs);
        while (newest.size() > MAX_LOGS) {
            newest.remove(newest.firstKey());
        }
        return newest;
    }

    private static InspectedAttempt attempt(AttemptRecord attempt, byte @Nullable [] log) {
        return new InspectedAttempt(
                        attempt.number(),
                        attempt.startedAt().toString(),
                        attempt.endedAt().toString(),
                        InspectedAttempt.OutcomeEnum.valueOf(attempt.outcome()),
                        attempt.message())
                .log(log == null ? null : new String(log, StandardCharsets.UTF_8));
    }

    /** JSON as it was written: read and written again, a number could be another one. */
    private static Content content(byte[] bytes) {
        return Utf8.text(bytes)
                .map(text -> isJson(text)
                        ? new Content(Content.FormatEnum.JSON, new RawValue(text))
                        : new Content(Content.FormatEnum.TEXT, text))
                .orElseGet(() -> new Content(
                        Content.FormatEnum.BASE64, Base64.getEncoder().encodeToString(bytes)));
    }

    /** One value, and nothing behind it. */
    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
