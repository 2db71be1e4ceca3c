package dev.functiongraph.async.server.function;

import java.util.regex.Pattern;

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

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PROJECT_ID = Pattern.compile("[A-Za-z0-9]{32}");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z](?:[A-Za-z0-9_-]{0,58}[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,40}[A-Za-z0-9])?");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?");

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

    private static void require(Pattern grammar, String value, String field) {
        if (!grammar.matcher(value).matches()) {
            throw new MalformedUrnException("the " + field + " is malformed");
        }
    }

    @Override
    public String toString() {
        return "urn:fss:" + region + ":" + projectId + ":function:" + packageName + ":" + functionName + ":" + version;
    }
}
