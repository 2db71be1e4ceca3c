package dev.functiongraph.async.contract.zoo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Listings with other queries, where invocations of every status are to be found. */
final class QuerySteps {
    private static final List<String> TIMES = List.of("query_begin_time", "query_end_time");
    private static final Map<String, List<String>> VALUES = Map.of(
            "request_id",
            RightRequests.words("""
            $id0$ $ID1$ $id2$x {$id3$} urn:uuid:$id4$ 00000000-0000-4000-8000-000000000000
            00000000-0000-4000-8000-00000000000 00000000-0000-4000-8000-0000000000000
            0000000000004000800000000000000a g0000000-0000-4000-8000-000000000000
            0000000-00000-4000-8000-000000000000 ffffffff-ffff-ffff-ffff-ffffffffffff
            FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF 00000000-0000-4000-8000_000000000000 1 x
            G9999999-0000-4000-8000-000000000000 99999999-9999-9999-9999-999999999999
            /0000000-0000-4000-8000-000000000000 :0000000-0000-4000-8000-000000000000"""),
            "status",
            RightRequests.words("""
            WAIT RUNNING SUCCESS FAIL DISCARD wait Running success fail DisCard WAITING FAILED ALL 0 W
            WAIT|FAIL WAIT,FAIL UNKNOWN SUCCES"""),
            "limit",
            RightRequests.words("""
            1 2 3 9 10 99 100 101 199 200 399 400 401 409 419 490 499 500 501 510 600 900 999 1000 5000 0 00
            01 0001 000 0500 -1 -0 %2B1 +1 +5 1.0 1.5 5. 1e2 0x10 0xA 2147483648 9223372036854775808 x
            %D9%A3 1_0 1,0 ten 1L NaN null true / : 5: 4/ 50/ 10000000000000000000000000"""),
            "marker",
            RightRequests.words("""
            0 1 2 3 5 -1 -0 %2B1 +1 +5 00 05 1.0 5. 1e1 0x1 999999999999999999 1000000000000000000
            9223372036854775807 9223372036854775808 99999999999999999999 x %D9%A3 null / : 1/ 1: 9 99 90"""),
            TIMES.get(0),
            List.of("2026-01-02T03:04:05Z"),
            TIMES.get(1),
            List.of("2026-01-02T03:04:05Z", "2999-01-02T03:04:05Z"));
    private static final List<String> DATES = RightRequests.words("""
            2024-02-29 2023-02-29 2000-02-29 1900-02-29 2100-02-29 2200-02-29 2300-02-29 2400-02-29
            2026-02-28 2026-02-30 2024-02-30 2024-02-31 2026-01-31 2026-03-31 2026-04-30 2026-04-31
            2026-06-31 2026-09-31 2026-11-31 2026-12-31 2026-01-01 2026-01-00 2026-01-32 2026-00-10
            2026-13-10 2026-10-10 2026-19-10 2026-1-1 0000-01-01 0001-01-01 9999-12-31 10000-01-01 999-01-01
            2026/01/01 20260101 2026-01-1 1969-12-31 1582-10-10 +2026-01-01 -2026-01-01 2026:01-01
            2026-0/-01 2026-01-3: /026-01-01 202:-01-01 2026-09-09 2026-08-19 2026-07-29""");
    private static final List<String> CLOCKS = RightRequests.words("""
            T00:00:00 T23:59:59 T24:00:00 T23:59:60 T23:60:00 T20:00:00 T19:59:59 T09:09:09 T29:00:00
            T25:00:00 T00:00 T00 '' t00:00:00 _00:00:00 %2000:00:00 +00:00:00 T00:00:00.0 T00:00:00.1
            T00:00:00.12 T00:00:00.123 T00:00:00.123456 T00:00:00.123456789 T00:00:00.1234567890
            T00:00:00.000000000 T00:00:00. T00:00:00,5 T0:00:00 T00:0:00 T00:00:0 T000000 T00:00:00.x
            T00:00:00./ T00:00:00.: T00:00:00.9 T2/:00:00 T1::00:00 T00:6/:00 T00:00:5: T00:5:00 T18:38:48
            T12-00-00""");
    private static final List<String> ZONES = RightRequests.words("""
            Z '' z ZZ +00:00 -00:00 +08:00 -08:00 +05:30 +0800 +08 +8:00 +14:00 +18:00 +18:01 -18:00 +19:00
            +20:00 +23:59 +24:00 +00:60 +00:59 +09:09 UTC GMT [UTC] Z[UTC] %2008:00 +08:00:00 +0/:00 +1::00
            +00:5: +00:6/ Europe/Paris +0000""");
    private static final List<Function<Instant, String>> FORMS = forms();
    private static final String CHARACTERS = "=&;%2BZT:-._+ 0159xA?#,|";

    private QuerySteps() {}

    static List<Conversation.Step> all() {
        List<Conversation.Step> steps = new ArrayList<>(LifeSteps.population());
        add(steps, "");
        VALUES.forEach((name, values) -> {
            values.forEach(value -> add(steps, name + "=" + value));
            spelled(steps, name, values);
        });
        for (String time : TIMES) {
            for (String clock : CLOCKS) {
                add(steps, time + "=2026-01-02" + clock + "Z");
                add(steps, time + "=2026-01-02" + clock);
                add(steps, time + "=2026-01-02" + clock + "%2B01:00");
            }
            for (String zone : ZONES) {
                add(steps, time + "=2026-01-02T03:04:05" + zone.replace("+", "%2B"));
                add(steps, time + "=2026-01-02T03:04:05.5" + zone);
                add(
                        steps,
                        time + "=2026-01-02T03:04:05" + zone.replace(":", "%3A").replace("+", "%2B"));
            }
            DATES.forEach(date -> add(steps, time + "=" + date + "T03:04:05Z"));
            DATES.forEach(date -> add(steps, time + "=" + date + "T03:04:05.123"));
            for (int moment = 0; moment < LifeSteps.MOMENTS; moment++) {
                for (Function<Instant, String> form : FORMS) {
                    int number = moment;
                    steps.add(conversation ->
                            conversation.ask(RightRequests.list(time + "=" + form.apply(conversation.moment(number)))));
                }
            }
            for (String value : List.of("0", "1767225600", "1767225600000", "now", "today", "-1h", "2026", "2026-01")) {
                add(steps, time + "=" + value);
            }
        }
        together(steps);
        Random random = new Random(1);
        for (int i = 0; i < 1_500; i++) {
            String query = some(random) + "&" + some(random);
            add(steps, query);
            add(
                    steps,
                    RightRequests.changed(query, CHARACTERS, random)
                            .replace(" ", "%20")
                            .replace("#", "%23"));
        }
        return steps;
    }

    private static String some(Random random) {
        List<String> names = VALUES.keySet().stream().sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        if (TIMES.contains(name) && random.nextBoolean()) {
            return name + "=" + DATES.get(random.nextInt(DATES.size())) + CLOCKS.get(random.nextInt(CLOCKS.size()))
                    + ZONES.get(random.nextInt(ZONES.size())).replace("+", "%2B");
        }
        List<String> values = VALUES.get(name);
        return name + "=" + values.get(random.nextInt(values.size()));
    }

    private static void spelled(List<Conversation.Step> steps, String name, List<String> values) {
        List<String> some = new ArrayList<>(values.subList(0, Math.min(3, values.size())));
        some.addAll(List.of("", "x", "1,2", "WAIT,x", "2026-01-02T03:04:05Z,x"));
        for (String value : some) {
            for (String other : RightRequests.neighbors(name)) {
                add(steps, other + "=" + value);
            }
            for (String form : List.of(
                    "%s[]=%s",
                    "%s%%5B%%5D=%s",
                    "%s%%5b%%5d=%s",
                    "%s[0]=%s",
                    "%s==%s",
                    "=%s=%s",
                    "%s%%20=%s",
                    "%s+=%s",
                    "%s=%%20%s",
                    "%s=+%s",
                    "%s=%%09%s",
                    "%s=%%22%s",
                    "%s=%%22%s%%22",
                    "%s=\"%s\"",
                    "%s='%s'",
                    "&%s=%s",
                    "&&%s=%s",
                    "%s:%s",
                    "%s.%s",
                    ";%s=%s",
                    "x;%s=%s",
                    "limit=2;%s=%s",
                    "?%s=%s",
                    "%%26%s=%s",
                    "x=1&%s=%s",
                    "%%00%s=%s",
                    "$%s=%s",
                    "filter.%s=%s")) {
                add(steps, form.formatted(name, value));
            }
            for (String end : List.of(
                    "%20",
                    "+",
                    "%00",
                    "%0A",
                    "%22",
                    "&",
                    "&&",
                    ";",
                    ";x=1",
                    "&x",
                    "&=",
                    "&=x",
                    "#",
                    "%23",
                    "%",
                    "%zz",
                    ",",
                    ",x",
                    "%2Cx",
                    "&limit=2",
                    "&limit",
                    "/",
                    "?",
                    "&%",
                    "&%ff=1",
                    "%ff",
                    "&" + name,
                    "&" + name + "=",
                    "&" + name + "=" + value,
                    "&" + name + "=x",
                    "&" + name + "=1",
                    "&" + name + "=2",
                    "&" + name.toUpperCase(Locale.ROOT) + "=" + value,
                    "&" + name + "[]=" + value)) {
                add(steps, name + "=" + value + end);
            }
            add(steps, name + "=" + escaped(value));
            add(steps, escaped(name) + "=" + value);
            add(steps, name + "%3D" + value);
        }
        add(steps, name);
    }

    /** Each filter with each other, and with pages. */
    private static void together(List<Conversation.Step> steps) {
        List<String> filters = new ArrayList<>();
        for (String status : List.of("WAIT", "RUNNING", "SUCCESS", "FAIL", "DISCARD")) {
            filters.add("status=" + status);
        }
        for (int i = 0; i < 12; i += 2) {
            filters.add("request_id=$id" + i + "$");
        }
        for (int moment = 0; moment < LifeSteps.MOMENTS; moment++) {
            filters.add("query_begin_time=$time" + moment + "$");
            filters.add("query_end_time=$time" + moment + "$");
        }
        filters.addAll(List.of("limit=1", "limit=2", "limit=100", "limit=500", "marker=3", "marker=0"));
        for (String one : filters) {
            for (String other : filters) {
                add(steps, one + "&" + other);
                add(steps, one + "&limit=1&" + other);
                add(steps, one + "&" + other + "&marker=$marker$");
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(one -> escaped.append(String.format(Locale.ROOT, "%%%02x", one)));
        return text.contains("$") ? text.replace("-", "%2D") : escaped.toString();
    }

    private static List<Function<Instant, String>> forms() {
        List<Function<Instant, String>> forms = new ArrayList<>();
        for (String pattern : List.of(
                "yyyy-MM-dd'T'HH:mm:ss.SSS",
                "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
                "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS",
                "yyyy-MM-dd'T'HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm",
                "yyyy-MM-dd HH:mm:ss.SSS",
                "yyyy-MM-dd't'HH:mm:ss.SSS'z'",
                "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'000'")) {
            for (String offset : List.of("+00:00", "+08:00", "-03:30", "+05:45", "-11:00", "+14:00")) {
                DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
                // Without a fraction, the time would be another.
                boolean exact = pattern.contains("SSS");
                ZoneOffset zone = ZoneOffset.of(offset);
                List<String> ends = offset.equals("+00:00") ? List.of("Z", "", offset) : List.of(offset);
                for (String end : ends) {
                    forms.add(time -> URLEncoder.encode(
                            formatter.format((exact ? time : Instant.EPOCH).atOffset(zone)) + end,
                            StandardCharsets.UTF_8));
                }
                forms.add(time -> formatter.format((exact ? time : Instant.EPOCH).atOffset(zone))
                        + offset.replace("+", "%2B").replace(":", ""));
            }
        }
        return forms;
    }

    private static void add(List<Conversation.Step> steps, String query) {
        if (!RequestFreedom.hasOpenNumber(query)) {
            steps.add(Conversation.asking(RightRequests.list(query)));
        }
    }
}
