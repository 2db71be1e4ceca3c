package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.spec.Headers;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of a header field. Its messages do not repeat the value, which may be a secret. */
final class HeaderConverter implements ITypeConverter<Headers.Field> {
    /** The headers that the checks set themselves. */
    private static final Set<String> OURS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OURS.addAll(Set.of(
                "Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Accept", "Connection", "Expect"));
    }

    @Override
    public Headers.Field convert(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(colon, 0)).strip();
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new TypeConversionException("it is not NAME:VALUE");
        }
        if (OURS.contains(name)) {
            throw new TypeConversionException(name + " is set by the checks");
        }
        return new Headers.Field(
                name, TokenConverter.visible(text.substring(colon + 1).strip()));
    }
}
