package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.api.model.AsyncInvocationPage;
import dev.functiongraph.async.server.api.model.AsyncInvocationRecord;
import dev.functiongraph.async.server.api.model.InvocationStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.InvocationPage;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mapping between the contract's model of a listing and the core's. */
final class ListingMapper {
    /** The parts of a text that the contract's schema has accepted. */
    private static final Pattern TIME = Pattern.compile("(?<local>.{19}[.0-9]*)(?:Z|(?<hours>[+-]..):(?<minutes>..))?");

    private static final int MAX_MESSAGE_CHARS = 2_048;

    private ListingMapper() {}

    /**
     * @param status null for any, as the times for no bound
     * @throws RefusedException if a time has a day that does not exist, which no schema can say
     */
    static Query query(InvocationStatus status, String begin, String end, int limit, long marker) {
        return new Query(
                Optional.empty(),
                Optional.ofNullable(status).map(ListingMapper::status),
                time("query_begin_time", begin),
                time("query_end_time", end),
                marker == 0 ? Long.MAX_VALUE : marker,
                limit);
    }

    private static Optional<Instant> time(String parameter, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Matcher time = TIME.matcher(text);
            if (time.matches()) {
                Instant local = LocalDateTime.parse(time.group("local")).toInstant(ZoneOffset.UTC);
                return Optional.of(time.group("hours") == null ? local : local.minus(offset(time)));
            }
        } catch (DateTimeException e) {
            // Below.
        }
        throw RefusedException.malformed(
                "the query parameter " + parameter + " has a day that its month does not have");
    }

    private static Duration offset(Matcher time) {
        String hours = time.group("hours");
        Duration minutes = Duration.ofMinutes(Long.parseLong(time.group("minutes")));
        return Duration.ofHours(Long.parseLong(hours)).plus(hours.startsWith("-") ? minutes.negated() : minutes);
    }

    static AsyncInvocationPage page(InvocationPage page) {
        List<AsyncInvocationRecord> records =
                page.records().stream().map(ListingMapper::contractRecord).toList();
        return new AsyncInvocationPage(records, records.size(), page.next());
    }

    private static AsyncInvocationRecord contractRecord(InvocationRecord record) {
        String message = record.errorMessage();
        return new AsyncInvocationRecord(
                        record.requestId(),
                        status(record.status()),
                        message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) : message,
                        record.errorCode())
                .startTime(record.startedAt().map(Instant::toString).orElse(null))
                .endTime(record.endedAt().map(Instant::toString).orElse(null));
    }

    static InvocationStatus status(dev.functiongraph.async.server.invocation.InvocationStatus status) {
        return InvocationStatus.valueOf(status.name());
    }

    private static dev.functiongraph.async.server.invocation.InvocationStatus status(InvocationStatus status) {
        return dev.functiongraph.async.server.invocation.InvocationStatus.valueOf(status.name());
    }
}
