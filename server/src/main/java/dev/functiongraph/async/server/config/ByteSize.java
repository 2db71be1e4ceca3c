package dev.functiongraph.async.server.config;

import dev.functiongraph.async.server.units.Units;
import org.eclipse.microprofile.config.spi.Converter;

/** The converter of settings such as {@code 256KiB} to bytes. */
public final class ByteSize implements Converter<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long convert(String text) {
        return Units.bytes(text);
    }
}
