package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests with other paths and methods. */
final class PathSteps {
    private static final List<String> INSERTED = List.of(
            "/",
            "//",
            ";",
            ";x",
            ";x=y",
            "%2F",
            "%2f",
            "%00",
            "%00x",
            "%20",
            " ",
            ".json",
            ".html",
            ".",
            "..",
            "./",
            "../",
            "x",
            "x/",
            "v2/",
            "/x",
            "#x",
            "%23x",
            "%3Fx",
            "%3fx",
            "\\",
            "%5C",
            "%5c",
            "%0A",
            "%0D%0A",
            "%09",
            "%",
            "%zz",
            "%C0%AF",
            "%ff",
            "+",
            "*",
            "?",
            "??",
            "%E5%8C%97",
            "-",
            "_",
            "~",
            "1",
            ":",
            "%3A",
            "!");
    private static final List<String> METHODS = RightRequests.words("""
            GET HEAD POST PUT PATCH DELETE TRACE OPTIONS CONNECT QUERY PROPFIND LOCK FOO get head post Get
            Post pOST geT options P POSTS GETS""");
    private static final String CHARACTERS = "/%2F.;:-_xXaAzZ09? #\\+!~*&=";

    private PathSteps() {}

    static List<Conversation.Step> all() {
        List<Conversation.Step> steps = new ArrayList<>();
        steps.add(Conversation.asking(RightRequests.invoke("{}")));
        for (String operation : RightRequests.OPERATIONS) {
            String path = RightRequests.path(RightRequests.URN, operation);
            edited(operation, path)
                    .forEach(other -> steps.add(Conversation.asking(RightRequests.at(operation, other))));
            for (String method : METHODS) {
                Message right = RightRequests.at(operation, path);
                steps.add(Conversation.asking(right.withMethod(method)));
                steps.add(Conversation.asking(Message.of(method, path)));
                steps.add(Conversation.asking(RightRequests.at("cancel", path).withMethod(method)));
            }
        }
        for (String elsewhere : List.of("/", "/v2", "/v2/", "/x", "/favicon.ico", "/docs", "*", "/.well-known/x")) {
            METHODS.forEach(method -> steps.add(Conversation.asking(Message.of(method, elsewhere))));
        }
        return steps;
    }

    private static List<String> edited(String operation, String path) {
        List<String> paths = new ArrayList<>();
        paths.add(path);
        for (int at = 0; at <= path.length(); at++) {
            boolean boundary = at == 0
                    || at == path.length()
                    || "/:".indexOf(path.charAt(at)) >= 0
                    || "/:".indexOf(path.charAt(at - 1)) >= 0;
            if (boundary) {
                for (String inserted : INSERTED) {
                    paths.add(path.substring(0, at) + inserted + path.substring(at));
                }
            }
            if (at < path.length()) {
                String before = path.substring(0, at);
                String behind = path.substring(at + 1);
                String escaped = String.format(Locale.ROOT, "%02X", (int) path.charAt(at));
                paths.add(before + behind);
                paths.add(before + "%" + escaped + behind);
                paths.add(before + "%" + escaped.toLowerCase(Locale.ROOT) + behind);
                paths.add(before + "%25" + escaped + behind);
                char one = path.charAt(at);
                paths.add(before
                        + (Character.isUpperCase(one) ? Character.toLowerCase(one) : Character.toUpperCase(one))
                        + behind);
            }
        }
        String[] segments = path.split("/");
        for (int i = 1; i < segments.length; i++) {
            List<String> others = new ArrayList<>(List.of(segments));
            others.remove(i);
            paths.add(String.join("/", others));
            others.add(i, segments[i] + "/" + segments[i]);
            paths.add(String.join("/", others));
            for (String near : RightRequests.neighbors(segments[i])) {
                others.set(i, near);
                paths.add(String.join("/", others));
            }
            for (String other : List.of("v1", "v3", "v2.1", "v10", "function", "fg", "api", "cancels", "async")) {
                others.set(i, other);
                paths.add(String.join("/", others));
            }
        }
        Random random = new Random(operation.hashCode());
        for (int i = 0; i < 300; i++) {
            paths.add(RightRequests.changed(path, CHARACTERS, random));
        }
        return paths;
    }
}
