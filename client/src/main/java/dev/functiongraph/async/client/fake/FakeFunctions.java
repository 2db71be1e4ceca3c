package dev.functiongraph.async.client.fake;

import dev.functiongraph.async.client.Invocation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions of one project, by their names; of each there is the version {@code latest} alone. */
final class FakeFunctions {

    private static final String PROJECT = "[A-Za-z0-9]{32}";
    private static final String WORD = "[A-Za-z0-9_-]{1,64}";
    private static final int LONGEST_URN = 269;

    /** The URN's full form, or one of its short forms. */
    private static final Pattern URN =
            Pattern.compile("(?:urn:fss:" + WORD + ":(?<full>" + PROJECT + "):function:" + WORD
                    + ":|(?<short>" + PROJECT + "):" + WORD + ":|" + WORD + ":(?!.*:)|(?!.*:))"
                    + "(?<name>[A-Za-z](?:[A-Za-z0-9_-]{0,58}[A-Za-z0-9])?)"
                    + "(?::(?<version>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,40}[A-Za-z0-9])?"
                    + "|![A-Za-z](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?))?");

    private final String project;
    private final Map<String, Function<Map<String, String>, Invocation.Status>> enabled = new ConcurrentHashMap<>();
    private final Map<String, String> known = new ConcurrentHashMap<>();

    FakeFunctions(String project) {
        if (!project.matches(PROJECT)) {
            throw new IllegalArgumentException("projectId must be 32 letters or digits, not '" + project + "'");
        }
        this.project = project;
    }

    void serve(String function, Function<Map<String, String>, Invocation.Status> behavior) {
        known.put(function, function);
        enabled.put(function, behavior);
    }

    void disable(String function) {
        known.put(function, function);
        enabled.remove(function);
    }

    /** Returns the name in a URN, whether or not there is such a function. */
    static Matcher parse(String project, String urn) throws RefusedException {
        Matcher matcher = URN.matcher(urn);
        if (!project.matches(PROJECT)) {
            throw RefusedException.malformed("project_id");
        }
        if (urn.length() > LONGEST_URN || !matcher.matches()) {
            throw RefusedException.malformed("function_urn");
        }
        return matcher;
    }

    /** Returns the name of the function that is meant, which exists. */
    String find(String requestProject, Matcher urn) throws RefusedException {
        String named = urn.group("full") != null ? urn.group("full") : urn.group("short");
        boolean latest = urn.group("version") == null || urn.group("version").equals("latest");
        if (!project.equals(requestProject)
                || (named != null && !named.equals(project))
                || !latest
                || !known.containsKey(urn.group("name"))) {
            throw new RefusedException(404, "function '" + urn.group("name") + "' not exist");
        }
        return urn.group("name");
    }

    /** Returns the status of an accepted invocation. */
    Invocation.Status accept(String function, Map<String, String> event) throws RefusedException {
        Function<Map<String, String>, Invocation.Status> behavior = enabled.get(function);
        if (behavior == null) {
            throw new RefusedException(429, "Function Disabled");
        }
        return behavior.apply(event);
    }
}
