package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.units.Units;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads settings such as {@code 256KiB} as bytes. */
public final class ByteSize implements Converter<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long convert(String text) {
        return Units.bytes(text);
    }
}
