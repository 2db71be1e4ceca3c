package dev.functiongraph.async.contract.generate;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * The generator of path parameters that their schemas allow or refuse. None of many has a slash, a backslash or only
 * dots: an intermediary may take those for another path.
 */
public final class PathValues {
    private static final String LETTERS = "abcxyzABCXYZ";
    private static final String WORD = LETTERS + "0189";
    private static final String INNER = WORD + "_-";
    private static final String FIRST_LETTERS = "AZaz";
    private static final String ENDS = "AZaz09";
    private static final String WORDS_OF_ONE = "-_09Za";
    private static final String[] STRANGE = {
        ":", "!", ".", "_", "-", " ", "\n", "\r\n", "\t", "\u0000", "\u007f", "ä", "京", "😀", "%", "%41", "@", "~", "+",
        ",", ";", "$", "?", "#", "&", "=", "'", "\"", "<", "*", "(", "|", "²", "Ａ", "\u202e"
    };

    private final SpecNode projectId;
    private final SpecNode functionUrn;
    private final Random random;
    private final Texts texts;

    /** @param projectId and {@code functionUrn}: the parameters' schemas */
    public PathValues(SpecNode projectId, SpecNode functionUrn, Random random) {
        this.projectId = projectId;
        this.functionUrn = functionUrn;
        this.random = random;
        this.texts = new Texts(random);
    }

    public String validProjectId() {
        return InputProof.valid(projectId, texts.of(WORD, 32));
    }

    public PathValue emptyProjectId() {
        return new PathValue("", broken(projectId, ""));
    }

    public PathValue emptyUrn() {
        return new PathValue("", broken(functionUrn, ""));
    }

    /**
     * So many, and three more: too short, too long, with a character that does not belong there. Those that a server
     * easily gets wrong are always there: one letter too few, one too many, and a line feed at the end.
     */
    public List<PathValue> refusedProjectIds(int count) {
        List<PathValue> refused = new ArrayList<>();
        add(refused, projectId, texts.of(WORD, 31));
        add(refused, projectId, texts.of(WORD, 33));
        add(refused, projectId, validProjectId() + "\n");
        while (refused.size() < count + 3) {
            String id = validProjectId();
            add(
                    refused,
                    projectId,
                    switch (refused.size() % 5) {
                        case 0 -> texts.of(WORD, 1 + random.nextInt(31));
                        case 1 -> id + texts.of(WORD, 1 + random.nextInt(40));
                        case 2 -> id + strange();
                        case 3 -> strange() + id.substring(1);
                        default -> replaced(id);
                    });
        }
        return refused;
    }

    /**
     * A full URN with a version or an alias, of a function that does not exist: its name is long and random.
     *
     * @param project in the URN
     */
    public PathValue validUrn(String project) {
        // Full and with a version, it has just the 269 letters that are allowed if each part is as long as it can be.
        String name = texts.of(LETTERS, 1) + texts.of(INNER, 19 + random.nextInt(39)) + texts.of(WORD, 1);
        String version = random.nextBoolean()
                ? "!" + texts.of(LETTERS, 1)
                : texts.of(WORD, 1) + texts.of(INNER + ".", random.nextInt(28)) + texts.of(WORD, 1);
        String scope = "urn:fss:" + texts.of(INNER, 1 + random.nextInt(64)) + ":" + project + ":function:";
        String group = texts.of(INNER, 1 + random.nextInt(64));
        String urn = switch (random.nextInt(6)) {
            case 0 -> name;
            case 1 -> group + ":" + name;
            case 2 -> project + ":" + group + ":" + name;
            case 3 -> project + ":" + group + ":" + name + ":" + version;
            case 4 -> scope + group + ":" + name;
            default -> scope + group + ":" + name + ":" + version;
        };
        return new PathValue(InputProof.valid(functionUrn, urn), "");
    }

    /**
     * URNs in each form, of functions that do not exist: with every field as long as it can be, and with every letter
     * at which a range of allowed ones begins or ends.
     */
    public List<PathValue> extremeUrns(String project) {
        String odd = texts.of(LETTERS, 12);
        List<PathValue> urns = new ArrayList<>();
        for (String edges : List.of("AZaz09", "ZA90za", "a-_z0", "z_-A9")) {
            String group = filled(edges, 64);
            String letters = edges.replaceAll("[^A-Za-z]", "");
            String name = letters + odd + filled(edges, 60 - letters.length() - odd.length() - 1) + edges.charAt(0);
            String inner = filled(edges, 38);
            for (String version : List.of(
                    edges.charAt(0) + "." + inner + odd.charAt(0) + edges.charAt(edges.length() - 1),
                    "!" + letters + filled(edges, 63 - letters.length()) + odd.charAt(0))) {
                String last = group + ":" + name + ":" + version;
                urns.add(new PathValue(project + ":" + last, ""));
                urns.add(new PathValue("urn:fss:" + filled(edges, 20) + ":" + project + ":function:" + last, ""));
            }
            urns.add(new PathValue(name, ""));
            urns.add(new PathValue(group + ":" + name, ""));
            urns.add(new PathValue(project + ":" + group + ":" + name, ""));
            urns.add(new PathValue(
                    "urn:fss:" + filled(edges, 64) + ":" + project + ":function:" + group + ":" + name, ""));
        }
        urns.forEach(urn -> InputProof.valid(functionUrn, urn.text()));
        return urns;
    }

    /**
     * URNs in each form, of functions that do not exist: each field begins and ends with each letter at which a range
     * of allowed ones does, and is as short as it can be, but for the names.
     */
    public List<PathValue> edgeUrns(String project) {
        String odd = texts.of(LETTERS, 12);
        List<PathValue> urns = new ArrayList<>();
        for (int i = 0; i < ENDS.length(); i++) {
            char last = ENDS.charAt(i);
            char first = FIRST_LETTERS.charAt(i % FIRST_LETTERS.length());
            char word = WORDS_OF_ONE.charAt(i % WORDS_OF_ONE.length());
            String name = first + odd + last;
            List<String> versions = List.of(
                    "",
                    ":" + last,
                    ":" + first + last,
                    ":" + last + odd + last,
                    ":!" + first,
                    ":!" + first + last,
                    ":!" + first + odd + last);
            for (String version : versions) {
                String function = word + ":" + name + version;
                urns.add(new PathValue("urn:fss:" + word + ":" + project + ":function:" + function, ""));
                urns.add(new PathValue(project + ":" + function, ""));
            }
            urns.add(new PathValue(word + ":" + name, ""));
            urns.add(new PathValue(name, ""));
        }
        urns.forEach(urn -> InputProof.valid(functionUrn, urn.text()));
        return urns;
    }

    /** URNs in each form with names of one letter and of two, which may exist. */
    public List<PathValue> shortNames(String project) {
        List<PathValue> urns = new ArrayList<>();
        for (String scope :
                List.of("urn:fss:region:" + project + ":function:default:", project + ":default:", "default:", "")) {
            for (String name : List.of(texts.of(LETTERS, 1), texts.of(LETTERS, 2))) {
                urns.add(new PathValue(InputProof.valid(functionUrn, scope + name), ""));
            }
        }
        return urns;
    }

    private static String filled(String letters, int length) {
        return letters.repeat(length / letters.length() + 1).substring(0, length);
    }

    /** Of just so many letters as are allowed. */
    public PathValue longestUrn(String project) {
        return new PathValue(InputProof.valid(functionUrn, ofLength(project, 269)), "");
    }

    /**
     * So many, and two more: each is a valid one that was changed in one place, or made too long. Those that a server
     * easily gets wrong are always there: one letter too many, and a line feed at the end.
     */
    public List<PathValue> refusedUrns(String project, int count) {
        List<PathValue> refused = new ArrayList<>();
        add(refused, functionUrn, ofLength(project, 270));
        add(refused, functionUrn, validUrn(project).text() + "\n");
        while (refused.size() < count + 2) {
            String urn = validUrn(project).text();
            add(
                    refused,
                    functionUrn,
                    switch (refused.size() % 6) {
                        case 0 -> ofLength(project, 270 + random.nextInt(37));
                        case 1 -> urn + strange();
                        case 2 -> strange() + urn;
                        case 3 -> urn.replaceFirst(":", Matcher.quoteReplacement(strange()));
                        case 4 -> urn + ":" + texts.of(WORD, 3) + ":" + texts.of(WORD, 3);
                        default -> replaced(urn);
                    });
        }
        return refused;
    }

    /** Wrong in nothing but its length, if in that. */
    private String ofLength(String project, int length) {
        return "urn:fss:" + texts.of(INNER, 64) + ":" + project + ":function:" + texts.of(INNER, 64) + ":"
                + texts.of(LETTERS, 60) + ":!" + texts.of(LETTERS, length - 242);
    }

    /**
     * What a lenient reader might take for a function's URN: with a character more at either end.
     *
     * @param urn of a function that exists
     */
    public List<PathValue> urnsWithMore(String urn) {
        return withMore(functionUrn, urn);
    }

    /** @param id of the functions' project */
    public List<PathValue> projectIdsWithMore(String id) {
        return withMore(projectId, id);
    }

    private static List<PathValue> withMore(SpecNode schema, String value) {
        List<PathValue> refused = new ArrayList<>();
        for (String strange : STRANGE) {
            add(refused, schema, value + strange);
            add(refused, schema, strange + value);
        }
        return refused;
    }

    /** In each form, URNs with one field that is a letter too long, is empty, or has a letter where it must not. */
    public List<PathValue> urnsWithWrongField(String project) {
        String name = texts.of(LETTERS, 20);
        List<PathValue> refused = new ArrayList<>();
        for (String region : List.of(texts.of(INNER, 65), "", "a.b")) {
            urns(refused, "urn:fss:" + region + ":" + project + ":function:", "default", name, "");
        }
        for (String other : List.of(project + "0", project.substring(1), project.substring(1) + "-", "")) {
            urns(refused, "urn:fss:region:" + other + ":function:", "default", name, "");
            urns(refused, other + ":", "default", name, "");
        }
        String full = "urn:fss:region:" + project + ":function:";
        for (String scope : List.of(full, project + ":", "")) {
            for (String group : List.of(texts.of(INNER, 65), "", "a.b")) {
                urns(refused, scope, group, name, "");
            }
            for (String wrong : List.of(texts.of(LETTERS, 61), "", "9" + name, "_" + name, name + "-", "a.b")) {
                urns(refused, scope, "default", wrong, "");
            }
            for (String wrong : List.of(
                    texts.of(WORD, 43),
                    "",
                    ".1",
                    "1.",
                    "-1",
                    "1_",
                    "!" + texts.of(LETTERS, 65),
                    "!",
                    "!1",
                    "!a-",
                    "!a.b",
                    "!!a")) {
                urns(refused, scope, "default", name, ":" + wrong);
            }
        }
        return refused;
    }

    private void urns(List<PathValue> refused, String scope, String group, String name, String version) {
        add(refused, functionUrn, scope + group + ":" + name + version);
        if (scope.isEmpty() && version.isEmpty() && !name.isEmpty()) {
            add(refused, functionUrn, name);
        }
    }

    private String replaced(String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + strange() + text.substring(at + 1);
    }

    private String strange() {
        return STRANGE[random.nextInt(STRANGE.length)];
    }

    /** A changed value may be valid by chance: then it is left out. */
    private static void add(List<PathValue> refused, SpecNode schema, String value) {
        if (InputProof.isRefused(schema, value) && !value.matches("\\.+")) {
            refused.add(new PathValue(value, broken(schema, value)));
        }
    }

    /** A length that is wrong breaks the pattern, too, and says more. */
    private static String broken(SpecNode schema, String value) {
        List<String> broken = schema.broken(TextNode.valueOf(value));
        return broken.stream()
                .filter(place -> !place.endsWith("/pattern"))
                .findFirst()
                .orElse(broken.get(0));
    }
}
