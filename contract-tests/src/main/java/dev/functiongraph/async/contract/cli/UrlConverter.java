package dev.functiongraph.async.contract.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a URL. What it complains of does not repeat it, as it may have a password in it. */
final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new TypeConversionException("it is no URL, such as http://127.0.0.1:8080");
        }
    }
}
