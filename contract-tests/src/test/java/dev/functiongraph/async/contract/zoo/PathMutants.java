package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.function.UnaryOperator;

/** Servers that repair paths, or read them otherwise. */
final class PathMutants extends RequestMutants {

    @Override
    void addAll() {
        addPath("slash at the end is dropped", path -> path.replaceFirst("/$", ""));
        addPath("slashes at the end are dropped", path -> path.replaceFirst("/+$", ""));
        addPath("two slashes are one", path -> path.replaceAll("//+", "/"));
        addPath("semicolons and what is behind them is dropped", path -> path.replaceAll(";[^/]*", ""));
        addPath(".json is dropped", path -> path.replaceFirst("\\.json$", ""));
        addPath("any extension is dropped", path -> path.replaceFirst("\\.[a-z]+$", ""));
        addPath("%2F separates", path -> path.replaceAll("(?i)%2f", "/"));
        addPath(
                "is decoded before it is split",
                path -> path.replaceAll("(?i)%2f", "/").replace("%76", "v"));
        addPath("a second round of decoding", path -> path.replaceAll("%25(?=[0-9A-Fa-f]{2})", "%"));
        addPath("ends at %00", path -> path.replaceFirst("%00[^/]*", ""));
        addPath("ends at the first %00", path -> path.replaceFirst("%00.*", ""));
        addPath("ends at %23", path -> path.replaceFirst("%23[^/]*", ""));
        addPath("ends at %3F", path -> path.replaceFirst("(?i)%3f[^/]*", ""));
        addPath("ends at #", path -> path.replaceFirst("#.*", ""));
        addPath("backslashes are slashes", path -> path.replace('\\', '/').replaceAll("(?i)%5c", "/"));
        addPath("spaces around segments are dropped", path -> path.replaceAll("%20(?=/|$)|(?<=/)%20", ""));
        addPath("a segment before it is dropped", path -> path.replaceFirst("^/[^/]+(?=/v2/)", ""));
        addPath("a segment behind it is dropped", path -> path.replaceFirst("(async|invocations|cancel)/[^/]+$", "$1"));
        addPath("the version may be absent", path -> path.startsWith("/v2/") ? path : "/v2" + path);
        addPath("the version may be any", path -> path.replaceFirst("^/v[0-9]+(\\.[0-9]+)?/", "/v2/"));
        for (String literal : List.of("v2", "fgs", "functions", "invocations-async", "async-invocations", "cancel")) {
            addPath(
                    literal + " in any letter case",
                    path -> path.replaceAll("/(?i:" + literal + ")(?=/|$)", "/" + literal));
            addPath(
                    literal + " as a prefix",
                    path -> path.replaceAll("/" + literal + "[A-Za-z0-9_-]+(?=/|$)", "/" + literal));
        }
        addPath(
                "_ is -",
                path -> path.replaceFirst("invocations_async$", "invocations-async")
                        .replaceFirst("async_invocations$", "async-invocations"));
        addPath("the singular is the plural", path -> path.replace("/function/", "/functions/"));
        addPath(
                "the service's name may be absent",
                path -> path.replaceFirst("^(/v2/[^/]+)/functions/", "$1/fgs/functions/"));
    }

    private void addPath(String operator, UnaryOperator<String> change) {
        addEach(
                operator,
                "path",
                RequestFreedom.ofPath(operator),
                request -> withPath(request, change.apply(request.path())));
    }

    private static Incoming withPath(Incoming request, String path) {
        return withTarget(request, request.target().contains("?") ? path + "?" + request.query() : path);
    }
}
