package dev.functiongraph.async.contract.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of a URL. Its messages do not repeat the URL, which may contain a password. */
final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new TypeConversionException("it is not a URL, such as http://127.0.0.1:8080");
        }
    }
}
