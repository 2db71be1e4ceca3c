package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that read the times of a query otherwise. */
final class QueryTimeMutants extends QueryMutants {

    @Override
    void addAll() {
        for (String time : List.of("query_begin_time", "query_end_time")) {
            addQuery(
                    "a day alone",
                    time,
                    query -> query.replaceAll(time + "=([0-9]{4}-[0-9]{2}-[0-9]{2})(?=&|$)", time + "=$1T00:00:00"));
            addQuery(
                    "a space for the T",
                    time,
                    query -> query.replaceAll(time + "=([0-9]{4}-[0-9]{2}-[0-9]{2})(?:%20|\\+)", time + "=$1T"));
            addQuery(
                    "a small t and z",
                    time,
                    query -> query.replaceAll(time + "=([0-9]{4}-[0-9]{2}-[0-9]{2})t", time + "=$1T")
                            .replaceAll("(" + time + "=[^&]*)z(?=&|$)", "$1Z"));
            addQuery(
                    "without seconds",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&T]*T[0-9]{2}(?::|%3A)[0-9]{2})(?=Z|&|$)", "$1:00"));
            addQuery("a leap second", time, query -> query.replaceAll("(" + time + "=[^&]*(?::|%3A))60", "$159"));
            addQuery("hour 24", time, query -> query.replaceAll("(" + time + "=[^&]*T)24", "$100"));
            addQuery(
                    "any day of February",
                    time,
                    query -> query.replaceAll("(" + time + "=[0-9]{4}-02-)(29|30|31)", "$128"));
            addQuery(
                    "February 29 of any year",
                    time,
                    query -> query.replaceAll("(" + time + "=[0-9]{4}-02-)29", "$128"));
            addQuery(
                    "February 29 of every fourth year",
                    time,
                    query -> query.replaceAll("(" + time + "=(?:1900|2100|2200|2300)-02-)29", "$128"));
            addQuery(
                    "the 31st of any month",
                    time,
                    query -> query.replaceAll("(" + time + "=[0-9]{4}-(?:04|06|09|11)-)31", "$130"));
            addQuery(
                    "an offset without a colon",
                    time,
                    query -> query.replaceAll(
                            "(" + time + "=[^&]*T[^&]*(?:%2B|\\+|-)[0-9]{2})([0-9]{2})(?=&|$)", "$1:$2"));
            addQuery(
                    "an offset of hours",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&]*T[^&]*(?:%2B|-)[0-9]{2})(?=&|$)", "$1:00"));
            addQuery("a number of seconds", time, query -> query.replaceAll(time + "=[0-9]{1,13}(?=&|$)", ""));
            addQuery(
                    "more than nine digits",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&.]*\\.[0-9]{9})[0-9]+", "$1"));
            addQuery(
                    "the fraction is cut off", time, query -> query.replaceAll("(" + time + "=[^&.]*)\\.[0-9]+", "$1"));
            addQuery(
                    "milliseconds only",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&.]*\\.[0-9]{3})[0-9]+", "$1"));
            addQuery("Z is refused", time, query -> query.replaceAll("(" + time + "=[^&]*)Z(?=&|$)", "$1X"));
            addQuery(
                    "Z is demanded",
                    time,
                    query -> query.matches(".*" + time + "=[^&]*[0-9](&.*)?$")
                                    && !query.matches(".*" + time + "=[^&]*([+-]|%2B)[0-9]{2}(:|%3A)[0-9]{2}(&.*)?$")
                            ? query + "&limit=x"
                            : query);
            addQuery(
                    "a fraction is refused",
                    time,
                    query -> query.matches(".*" + time + "=[^&]*\\..*") ? query + "&limit=x" : query);
            addQuery(
                    "Z means an hour later",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&]*)Z(?=&|$)", "$1%2B01:00"));
            addQuery(
                    "without Z an hour later",
                    time,
                    query -> query.replaceAll("(" + time + "=[^&T]*T[0-9:.%A]*[0-9])(?=&|$)", "$1%2B01:00"));
            addQuery("+ and - are exchanged", time, query -> exchanged(query, time));
            addQuery(
                    "the minutes of an offset are ignored",
                    time,
                    query -> query.replaceAll(
                            "(" + time + "=[^&]*T[^&]*(?:%2B|-)[0-9]{2}(?::|%3A))[0-9]{2}(?=&|$)", "$100"));
        }
    }

    private static String exchanged(String query, String time) {
        Matcher value =
                Pattern.compile("(" + time + "=[^&]*T[^&]*)(%2B|-)([0-9]{2})").matcher(query);
        return value.replaceAll(found -> found.group(1) + (found.group(2).equals("-") ? "%2B" : "-") + found.group(3));
    }
}
