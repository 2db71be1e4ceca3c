package dev.functiongraph.async.contract.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The generator of paths that differ from a given one in one place, each in a way that some servers repair without
 * being asked. Those that RFC 3986 calls equivalent, such as dot segments and encoded letters, are left out, and so are
 * those that a larger API may have.
 */
public final class PathEdits {
    private static final List<String> SEPARATORS = List.of("//", "/;x=y/", "%2F", "%2f", "%5C", "%252F");
    private static final List<String> APPENDICES =
            List.of(";x=y", ";", ".json", "%00", "%00.json", "%20", "%09", "%3Fx=y", "%23x", "x");
    private static final List<String> PREFIXES = List.of("%20", "%09", "%00", ";", "x");

    private PathEdits() {}

    /**
     * Each edit of a path, once.
     *
     * @param path with a slash at its beginning and none at its end
     * @param random decides which letter is encoded twice
     */
    public static List<String> of(String path, Random random) {
        Set<String> edits = new LinkedHashSet<>(List.of(path + "/", path + "//", path + "/x", path + "%2F"));
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            int end = path.indexOf('/', slash + 1) < 0 ? path.length() : path.indexOf('/', slash + 1);
            String before = path.substring(0, slash);
            String segment = path.substring(slash + 1, end);
            String after = path.substring(end);
            for (String separator : separators(slash)) {
                edits.add(before + separator + segment + after);
            }
            for (String appendix : APPENDICES) {
                edits.add(before + "/" + segment + appendix + after);
            }
            for (String prefix : PREFIXES) {
                edits.add(before + "/" + prefix + segment + after);
            }
            edits.add(before + "/" + encodedTwice(segment, random) + after);
            edits.add(before + "/" + segment + "/" + segment + after);
        }
        return new ArrayList<>(edits);
    }

    /** The first slash may be doubled, but what stands in its place must begin with one. */
    private static List<String> separators(int slash) {
        return slash > 0 ? SEPARATORS : List.of("//");
    }

    private static String encodedTwice(String segment, Random random) {
        int letter = random.nextInt(segment.length());
        return segment.substring(0, letter)
                + String.format("%%25%02x", (int) segment.charAt(letter))
                + segment.substring(letter + 1);
    }
}
