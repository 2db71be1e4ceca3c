package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that read queries otherwise. */
class QueryMutants extends RequestMutants {
    private static final List<String> PARAMETERS =
            List.of("request_id", "status", "query_begin_time", "query_end_time", "limit", "marker");

    @Override
    void addAll() {
        for (String name : PARAMETERS) {
            String one = "(?<=^|&)" + name + "=[^&]*";
            addQuery("ignored", name, query -> query.replaceAll(one + "&?", ""));
            addQuery(
                    "name in any letter case", name, query -> query.replaceAll("(?<=^|&)(?i:" + name + ")(?==)", name));
            addQuery(
                    "name with a hyphen, too",
                    name,
                    query -> query.replaceAll("(?<=^|&)" + name.replace('_', '-') + "(?==)", name));
            addQuery(
                    "name with brackets, too",
                    name,
                    query -> query.replaceAll("(?<=^|&)" + name + "(\\[\\]|%5B%5D)(?==)", name));
            addQuery("empty is absent", name, query -> query.replaceAll("(?<=^|&)" + name + "=?(?=&|$)", ""));
            addQuery(
                    "spaces around it are dropped",
                    name,
                    query -> query.replaceAll("(?<=^|&)(" + name + "=)(%20|\\+)+", "$1")
                            .replaceAll("(?<=^|&)(" + name + "=[^&]*?)(%20|\\+)+(?=&|$)", "$1"));
            addQuery("the first of two counts", name, query -> kept(query, name, true));
            addQuery("the last of two counts", name, query -> kept(query, name, false));
            addQuery(
                    "malformed is absent",
                    name,
                    query -> parses(query, name) ? query : query.replaceAll("(?<=^|&)" + name + "(=[^&]*)?", ""));
            addQuery(
                    "quotes around it are dropped",
                    name,
                    query ->
                            query.replaceAll("(?<=^|&)" + name + "=(?:%22|\")([^&]*?)(?:%22|\")(?=&|$)", name + "=$1"));
            addQuery(
                    "a list counts as its first",
                    name,
                    query -> query.replaceAll("(?<=^|&)(" + name + "=[^&,%]*)(,|%2C)[^&]*", "$1"));
            addQuery(
                    "must not be percent-encoded",
                    name,
                    query -> query.matches("(?s).*" + name + "=[^&]*%.*") ? query + "&limit=x" : query);
        }
        values();
        addQuery("semicolons separate, too", "all", query -> query.replace(';', '&'));
        addQuery(
                "unknown is refused",
                "all",
                query -> query.matches("((request_id|status|query_(begin|end)_time|limit|marker)(=[^&]*)?&?)*")
                        ? query
                        : "limit=x");
    }

    private void values() {
        addQuery("in any letter case", "status", query -> upper(query, "status"));
        addQuery("a sign is allowed", "limit", query -> query.replaceAll("limit=(\\+|%2B)", "limit="));
        addQuery("a fraction is cut off", "limit", query -> query.replaceAll("(limit=[0-9]+)\\.[0-9]*", "$1"));
        addQuery("a sign is allowed", "marker", query -> query.replaceAll("marker=(\\+|%2B)", "marker="));
        addQuery("negative is 0", "marker", query -> query.replaceAll("marker=-[0-9]+", "marker=0"));
        addQuery("0 is the default", "limit", query -> query.replaceAll("limit=0+(?=&|$)", "limit=100"));
        addQuery("-1 is all", "limit", query -> query.replaceAll("limit=-1(?=&|$)", "limit=500"));
        addQuery("over the most is the most", "limit", query -> query.replaceAll("limit=[1-9][0-9]{3,}", "limit=500"));
        addQuery("hexadecimal", "limit", query -> query.replaceAll("limit=0x[0-9a-fA-F]+", "limit=100"));
        addQuery(
                "without hyphens, too",
                "request_id",
                query -> query.replaceAll(
                        "request_id=(\\w{8})(\\w{4})(\\w{4})(\\w{4})(\\w{12})(?=&|$)", "request_id=$1-$2-$3-$4-$5"));
    }

    private static String upper(String query, String name) {
        Matcher value = Pattern.compile("(?<=^|&)" + name + "=[^&]*").matcher(query);
        return value.replaceAll(
                found -> name + found.group().substring(name.length()).toUpperCase(Locale.ROOT));
    }

    private static boolean parses(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.split("=", 2)[0].equals(name)) {
                try {
                    Listing.parse(pair);
                } catch (RefusedException | RuntimeException e) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String kept(String query, String name, boolean first) {
        List<String> pairs = new ArrayList<>(List.of(query.split("&")));
        List<String> own = pairs.stream()
                .filter(pair -> pair.split("=", 2)[0].equals(name))
                .toList();
        if (own.size() < 2) {
            return query;
        }
        pairs.removeAll(own);
        pairs.add(own.get(first ? 0 : own.size() - 1));
        return String.join("&", pairs);
    }

    final void addQuery(String operator, String name, UnaryOperator<String> change) {
        add(operator, "list query " + name, RequestFreedom.ofQuery(name, operator), request -> {
            String query = request.query();
            return Place.operation(request).equals("list") && !query.isEmpty()
                    ? withTarget(request, request.path() + "?" + change.apply(query))
                    : request;
        });
    }
}
