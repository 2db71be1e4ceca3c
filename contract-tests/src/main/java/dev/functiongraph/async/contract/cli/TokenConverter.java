package dev.functiongraph.async.contract.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of a token. Its messages do not repeat the token. */
final class TokenConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty");
        }
        return visible(text.strip());
    }

    /** The value of a header field, which would end where its line does. */
    static String visible(String value) {
        if (!value.matches("[\\x20-\\x7e]*")) {
            throw new TypeConversionException("it has characters that a header field must not have");
        }
        return value;
    }
}
