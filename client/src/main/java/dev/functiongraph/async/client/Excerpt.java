package dev.functiongraph.async.client;

/** A short excerpt of a foreign text, in one line, for a message. */
final class Excerpt {

    private Excerpt() {}

    static String of(String text, int limit) {
        String line = text.strip().replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ");
        if (line.length() <= limit) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(limit - 1));
        return line.substring(0, splitsPair ? limit - 1 : limit) + "…";
    }
}
