package dev.functiongraph.async.server.function;

import dev.functiongraph.async.server.function.NameGrammar.Ends;

/**
 * The full name of one version of a function: {@code urn:fss:REGION:PROJECT:function:PACKAGE:NAME:VERSION}.
 *
 * <p>The grammar is the one of FunctionGraph's function model page. Two URNs are equal when all their fields are.
 * Immutable.
 */
public record FunctionUrn(String region, String projectId, String packageName, String functionName, String version) {
    /** The version that a URN without one means. */
    public static final String LATEST = "latest";

    private static final String FULL_FORM =
            "a full URN reads urn:fss:<region>:<project_id>:function:<package>:<name>:<version>";

    private static final NameGrammar REGION = new NameGrammar(1, 64, "_-", Ends.ANYTHING);
    private static final NameGrammar PROJECT_ID = new NameGrammar(32, 32, "", Ends.LETTERS_OR_DIGITS);
    private static final NameGrammar PACKAGE = new NameGrammar(1, 64, "_-", Ends.ANYTHING);
    private static final NameGrammar FUNCTION_NAME = new NameGrammar(1, 60, "_-", Ends.LETTER_FIRST);
    private static final NameGrammar VERSION = new NameGrammar(1, 42, "._-", Ends.LETTERS_OR_DIGITS);
    private static final NameGrammar ALIAS = new NameGrammar(1, 64, "_-", Ends.LETTER_FIRST);

    /** @throws MalformedUrnException if a field does not follow the grammar */
    public FunctionUrn {
        require(REGION, region, "region");
        requireProjectId(projectId);
        requirePackage(packageName);
        requireFunctionName(functionName);
        require(VERSION, version, "version");
    }

    /**
     * Reads a URN of 8 fields, or of 7, which mean the version {@code latest}.
     *
     * @throws MalformedUrnException if the text is no such URN, or names an alias instead of a version
     */
    public static FunctionUrn parse(String text) {
        String[] fields = text.split(":", -1);
        if (fields.length < 7 || fields.length > 8) {
            throw new MalformedUrnException(FULL_FORM);
        }
        requireUrnPrefix(fields);
        return new FunctionUrn(fields[2], fields[3], fields[5], fields[6], fields.length == 8 ? fields[7] : LATEST);
    }

    static void requireUrnPrefix(String[] fields) {
        if (!fields[0].equals("urn") || !fields[1].equals("fss") || !fields[4].equals("function")) {
            throw new MalformedUrnException(FULL_FORM);
        }
    }

    static void requireRegion(String region) {
        require(REGION, region, "region");
    }

    /** @throws MalformedUrnException unless the text is 32 letters or digits */
    public static void requireProjectId(String projectId) {
        require(PROJECT_ID, projectId, "project_id");
    }

    static void requirePackage(String packageName) {
        require(PACKAGE, packageName, "package");
    }

    static void requireFunctionName(String functionName) {
        require(FUNCTION_NAME, functionName, "function name");
    }

    static void requireVersion(String version) {
        require(VERSION, version, "version");
    }

    static void requireAlias(String alias) {
        require(ALIAS, alias, "alias");
    }

    private static void require(NameGrammar grammar, String value, String field) {
        if (!grammar.matches(value)) {
            throw new MalformedUrnException("the " + field + " is malformed");
        }
    }

    @Override
    public String toString() {
        return "urn:fss:" + region + ":" + projectId + ":function:" + packageName + ":" + functionName + ":" + version;
    }
}
