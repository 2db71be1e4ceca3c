package dev.functiongraph.async.contract.cli;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of a seed, hexadecimal as reports print it, or decimal. */
final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (text.matches("0[xX][0-9a-fA-F]{1,16}")) {
            return new BigInteger(text.substring(2), 16).longValue();
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a valid seed: decimal digits, or 0x and up to 16 hexadecimal");
        }
    }
}
