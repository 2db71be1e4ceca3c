package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Servers that tell otherwise of an invocation when, how and why it ended. */
final class TellingMutants extends RecordMutants {
    @Override
    void addAll() {
        for (boolean start : List.of(true, false)) {
            String name = start ? "start_time" : "end_time";
            Map<String, UnaryOperator<Instant>> shifts = new LinkedHashMap<>();
            shifts.put("an hour later", time -> time.plus(Duration.ofHours(1)));
            shifts.put("an hour earlier", time -> time.minus(Duration.ofHours(1)));
            shifts.put("eight hours later", time -> time.plus(Duration.ofHours(8)));
            shifts.put("eight hours earlier", time -> time.minus(Duration.ofHours(8)));
            shifts.put("a day later", time -> time.plus(Duration.ofDays(1)));
            shifts.put("the epoch", time -> Instant.EPOCH);
            shifts.put("the time of looking", time -> Instant.now());
            shifts.put("a thousandth", time -> Instant.ofEpochMilli(time.toEpochMilli() / 1000));
            shifts.put("in the year 2999", time -> Instant.parse("2999-01-02T03:04:05Z"));
            shifts.forEach((operator, shift) -> add(
                    operator,
                    "life " + name,
                    () -> told((record, entry) -> {
                        Instant time = start ? entry.started : entry.ended;
                        if (time != null) {
                            record.put(
                                    name,
                                    shift.apply(time)
                                            .truncatedTo(ChronoUnit.MILLIS)
                                            .toString());
                        }
                    })));
            Map<String, UnaryOperator<String>> forms = Map.of(
                    "without Z", time -> time.replace("Z", ""),
                    "with a space", time -> time.replace('T', ' '),
                    "a day alone", time -> time.substring(0, 10),
                    "without seconds", time -> time.substring(0, 16) + "Z",
                    "seconds since 1970",
                            time -> Long.toString(Instant.parse(time).getEpochSecond()),
                    "as HTTP writes it", time -> "Fri, 02 Jan 2026 03:04:05 GMT",
                    "with an offset without a colon", time -> time.replace("Z", "+0000"),
                    "with the name of a zone", time -> time.replace("Z", "Z[UTC]"),
                    "day before month",
                            time -> time.substring(8, 10)
                                    + time.substring(4, 8)
                                    + time.substring(0, 4)
                                    + time.substring(10),
                    "in slashes", time -> time.replace('-', '/'));
            forms.forEach((operator, form) -> add(
                    operator,
                    "life " + name,
                    () -> told((record, entry) -> {
                        if (record.has(name)) {
                            record.put(name, form.apply(record.path(name).asText()));
                        }
                    })));
            add(
                    "there before it happened",
                    "life " + name,
                    () -> told((record, entry) -> {
                        if (!record.has(name)) {
                            record.put(
                                    name,
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
                        }
                    }));
            for (String status : TransitionMutants.STATUSES) {
                boolean never = List.of("WAIT", start ? "DISCARD" : "RUNNING").contains(status);
                if (!never) {
                    add(
                            "absent while " + status,
                            "life " + name,
                            () -> told((record, entry) -> {
                                if (entry.status.equals(status)) {
                                    record.remove(name);
                                }
                            }));
                }
            }
        }
        add(
                "exchanged",
                "life times",
                () -> told((record, entry) -> {
                    if (entry.started != null
                            && entry.ended != null
                            && entry.ended.isAfter(entry.started.plusMillis(1))) {
                        record.put(
                                "start_time",
                                entry.ended.truncatedTo(ChronoUnit.MILLIS).toString());
                        record.put(
                                "end_time",
                                entry.started.truncatedTo(ChronoUnit.MILLIS).toString());
                    }
                }));
        for (String status : TransitionMutants.STATUSES) {
            boolean bad = List.of("FAIL", "DISCARD").contains(status);
            add(
                    bad ? "0" : "4201",
                    "life error_code of " + status,
                    () -> told((record, entry) -> {
                        if (entry.status.equals(status)) {
                            record.put("error_code", bad ? 0 : 4201);
                        }
                    }));
            for (String other : List.of(status.toLowerCase(Locale.ROOT), status + "ED", "UNKNOWN")) {
                add(
                        other,
                        "life status " + status,
                        () -> told((record, entry) -> {
                            if (entry.status.equals(status)) {
                                record.put("status", other);
                            }
                        }));
            }
        }
    }

    private static Records told(FaultyLife.Telling telling) {
        return new Records() {
            @Override
            ObjectNode json(Entry entry) {
                ObjectNode record = super.json(entry);
                telling.change(record, entry);
                return record;
            }
        };
    }
}
