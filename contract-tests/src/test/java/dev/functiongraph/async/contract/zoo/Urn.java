package dev.functiongraph.async.contract.zoo;

/** A function's URN in any of its forms. */
record Urn(String region, String project, String group, String name, String version) {
    private static final int LONGEST = 269;
    private static final String PROJECT = "[A-Za-z0-9]{32}";
    private static final String WORD = "[A-Za-z0-9_-]{1,64}";
    private static final String NAME = "[A-Za-z]([A-Za-z0-9_-]{0,58}[A-Za-z0-9])?";
    private static final String VERSION =
            "(![A-Za-z]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?|[A-Za-z0-9]([A-Za-z0-9._-]{0,40}[A-Za-z0-9])?)";

    static boolean isWellFormed(String urn) {
        return urn.length() <= LONGEST && hasForm(urn);
    }

    static boolean hasForm(String urn) {
        return urn.matches("urn:fss:" + WORD + ":" + PROJECT + ":function:" + WORD + ":" + NAME + "(:" + VERSION + ")?")
                || urn.matches(PROJECT + ":" + WORD + ":" + NAME + "(:" + VERSION + ")?")
                || urn.matches("(" + WORD + ":)?" + NAME);
    }

    static Urn parse(String project, String urn) {
        String[] parts = urn.split(":");
        return switch (parts.length) {
            case 8 -> new Urn(parts[2], parts[3], parts[5], parts[6], parts[7]);
            case 7 -> new Urn(parts[2], parts[3], parts[5], parts[6], "latest");
            case 4 -> new Urn("xxxxxxxxxxx", parts[0], parts[1], parts[2], parts[3]);
            case 3 -> new Urn("xxxxxxxxxxx", parts[0], parts[1], parts[2], "latest");
            case 2 -> new Urn("xxxxxxxxxxx", project, parts[0], parts[1], "latest");
            default -> new Urn("xxxxxxxxxxx", project, "default", parts[0], "latest");
        };
    }
}
