package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests for other functions and projects, in each form of a URN. */
final class UrnSteps {
    private static final String EDGES = "AZaz09_-.!@[`{/:,+ ~*BYby18";
    private static final String CHARACTERS = ":-_.!xXaAzZ09@[`{ %";
    private static final int LONGEST = 269;

    private UrnSteps() {}

    static List<Conversation.Step> all() {
        List<Conversation.Step> steps = new ArrayList<>();
        steps.add(Conversation.asking(RightRequests.invoke("{}")));
        List<String> urns = urns();
        for (int i = 0; i < urns.size(); i++) {
            String urn = urns.get(i)
                    .replace("%", "%25")
                    .replace(" ", "%20")
                    .replace("/", "%2F")
                    .replace("[", "%5B")
                    .replace("`", "%60")
                    .replace("{", "%7B")
                    .replace("#", "%23");
            for (String operation : RightRequests.OPERATIONS) {
                steps.add(Conversation.asking(RightRequests.at(operation, RightRequests.path(urn, operation))));
            }
            String operation = RightRequests.OPERATIONS.get(i % RightRequests.OPERATIONS.size());
            steps.add(Conversation.asking(
                    RightRequests.at(operation, RightRequests.path(urn.replace(":", "%3A"), operation))));
        }
        for (String project : projects()) {
            for (String operation : RightRequests.OPERATIONS) {
                for (String urn : List.of("test", "default:test", RightRequests.URN, project + ":default:test")) {
                    steps.add(Conversation.asking(RightRequests.at(
                            operation, RightRequests.path(urn, operation).replaceFirst(Model.PROJECT, project))));
                }
            }
        }
        return steps;
    }

    private static List<String> projects() {
        List<String> projects = new ArrayList<>(RightRequests.neighbors(Model.PROJECT));
        for (char edge : EDGES.replace("/", "")
                .replace(" ", "")
                .replace("[", "")
                .replace("`", "")
                .replace("{", "")
                .toCharArray()) {
            projects.add(edge + Model.PROJECT.substring(1));
            projects.add(Model.PROJECT.substring(1) + edge);
        }
        return projects;
    }

    private static List<String> urns() {
        List<String> urns = new ArrayList<>();
        for (String name : List.of("test", "disabled", "absent", "TEST")) {
            String urn = RightRequests.URN.replace(":test:", ":" + name + ":");
            urns.addAll(List.of(
                    urn,
                    urn.replace(":latest", ""),
                    Model.PROJECT + ":default:" + name + ":latest",
                    Model.PROJECT + ":default:" + name,
                    "default:" + name,
                    name));
        }
        List<String> forms = List.copyOf(urns.subList(0, 6));
        for (String form : forms) {
            String[] fields = form.split(":");
            for (int i = 0; i < fields.length; i++) {
                for (String value : values(fields[i])) {
                    List<String> others = new ArrayList<>(List.of(fields));
                    others.set(i, value);
                    urns.add(String.join(":", others));
                }
            }
            urns.add(form + ":");
            urns.add(":" + form);
            urns.add(form + "::");
            urns.add(form + ":x");
            urns.add(form + "\n");
            urns.add(" " + form);
            urns.add(form.replace(':', '/'));
            urns.add(form.replace(':', '.'));
            Random random = new Random(form.hashCode());
            for (int i = 0; i < 150; i++) {
                urns.add(RightRequests.changed(form, CHARACTERS, random));
            }
        }
        for (int length = LONGEST - 2; length <= LONGEST + 2; length++) {
            urns.add("urn:fss:" + "r".repeat(64) + ":" + Model.PROJECT + ":function:" + "p".repeat(64) + ":n:" + "!"
                    + "a".repeat(Math.max(1, length - 8 - 64 - 1 - 32 - 10 - 64 - 4)));
            urns.add("a".repeat(length));
        }
        return urns;
    }

    private static List<String> values(String right) {
        List<String> values = new ArrayList<>(RightRequests.neighbors(right));
        values.addAll(List.of("", "*", "1", "1.0", "!latest", "!", "!a", "fgs", "default2", "any", "9"));
        for (String edge : EDGES.split("")) {
            values.add(edge);
            values.add(edge + right.substring(1));
            values.add(right.charAt(0) + edge + right.substring(1));
            values.add(right + edge);
            values.add("!" + edge);
            values.add("!a" + edge);
            values.add("!a" + edge + "a");
            values.add("a" + edge);
            values.add("a" + edge + "a");
        }
        for (int length : List.of(2, 40, 41, 42, 43, 58, 59, 60, 61, 62, 63, 64, 65, 66)) {
            values.add("a".repeat(length));
            values.add("!" + "a".repeat(length));
        }
        values.add("0".repeat(31));
        values.add("0".repeat(32));
        values.add("0".repeat(33));
        return values;
    }
}
