package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The curl command that sends a request again, if curl can send it. */
final class Curl {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** Curl changes or misunderstands everything else in a URL. */
    private static final String PLAIN_TARGET = "/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*";
    /** The headers that curl adds itself; a name without a value removes them. */
    private static final List<String> OWN = List.of("Accept", "User-Agent");
    /** The system allows no longer argument. */
    private static final int LONGEST_ARGUMENT = 60_000;

    private final URI base;
    private final Redaction redaction;
    private final Shell shell;

    Curl(URI base, Redaction redaction) {
        this.base = base;
        this.redaction = redaction;
        this.shell = new Shell(redaction.variables());
    }

    Optional<String> line(Exchange exchange) {
        return canSend(exchange) ? Optional.of(line(exchange.sent())) : Optional.empty();
    }

    private boolean canSend(Exchange exchange) {
        Message sent = exchange.sent();
        Headers headers = new Headers(sent.fields());
        return exchange.wellFormed()
                && !exchange.ended()
                // Only the kit signs anew.
                && sent.signing().isEmpty()
                && Arrays.equals(exchange.bytes(), sent.bytes())
                && sent.version().equals("HTTP/1.1")
                && sent.method().matches(TOKEN)
                && sent.target().matches("[!-~]+")
                && sent.head().length < LONGEST_ARGUMENT
                && headers.values("Host").size() == 1
                && headers.values("Content-Length").size()
                                + headers.values("Transfer-Encoding").size()
                        <= 1
                && sent.fields().stream().allMatch(Curl::canSend)
                && isFramed(sent, headers);
    }

    private static boolean canSend(Headers.Field field) {
        return field.name().matches(TOKEN)
                && field.value().chars().noneMatch(character -> character < ' ' || character == 0x7F)
                && field.value().equals(field.value().strip());
    }

    private static boolean isFramed(Message sent, Headers headers) {
        Optional<String> coding = headers.first("Transfer-Encoding");
        if (sent.method().equals("HEAD") && sent.payload().length > 0) {
            return false;
        }
        return coding.isPresent()
                ? coding.get().equals("chunked") && sent.payload().length > 0
                : headers.first("Content-Length").orElse("0").equals(Integer.toString(sent.payload().length))
                        && Arrays.equals(sent.payload(), sent.body());
    }

    private String line(Message sent) {
        boolean chunked =
                !new Headers(sent.fields()).values("Transfer-Encoding").isEmpty();
        boolean hasBody = sent.payload().length > 0;
        StringBuilder line = new StringBuilder("curl -i --http1.1");
        if (!new Headers(sent.fields()).values("Expect").isEmpty()) {
            // At least as long as the kit waits; curl's default is one second.
            line.append(" --expect100-timeout 10");
        }
        line.append(sent.method().equals("HEAD") ? " --head" : " -X " + shell.word(sent.method()));
        OWN.forEach(name -> removeOwn(sent, name, line));
        if (hasBody) {
            removeOwn(sent, "Content-Type", line);
            removeOwn(sent, "Expect", line);
        }
        sent.fields().stream()
                .filter(field -> !isCurlsOwn(field, sent))
                .forEach(field -> line.append(" -H ").append(argument(field)));
        String piped = "";
        if (hasBody) {
            Optional<String> text = asWord(sent.body());
            line.append(" --data-binary ").append(text.orElse("@-"));
            piped = text.isPresent() ? "" : shell.printf(redaction.masked(Shell.bytes(sent.body()))) + " | ";
        }
        return piped + line + url(sent) + (chunked ? "   # curl divides chunks differently" : "");
    }

    private static void removeOwn(Message sent, String name, StringBuilder line) {
        if (new Headers(sent.fields()).values(name).isEmpty()) {
            line.append(" -H '").append(name).append(":'");
        }
    }

    /** Curl says by itself where it goes, and how long a body is. */
    private boolean isCurlsOwn(Headers.Field field, Message sent) {
        return (field.name().equals("Host") && field.value().equals(base.getRawAuthority()))
                || (field.name().equals("Content-Length") && sent.payload().length > 0);
    }

    private String argument(Headers.Field field) {
        String value = redaction.masked(field);
        if (value.isEmpty()) {
            return shell.word(field.name() + ";");
        }
        String text = field.name() + ": " + value;
        return text.chars().allMatch(character -> character < 0x80 || character >= 0xE000)
                ? shell.word(text)
                : "\"$(" + shell.printf(text) + ")\"";
    }

    private Optional<String> asWord(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean isPlain = body.length < LONGEST_ARGUMENT
                && !text.startsWith("@")
                && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)
                && text.codePoints().allMatch(character -> character != '\n' && Printable.isHarmless(character));
        return isPlain ? Optional.of(shell.word(redaction.masked(text))) : Optional.empty();
    }

    private String url(Message sent) {
        String root = base.getScheme() + "://" + base.getRawAuthority();
        String target = redaction.masked(sent.target());
        return sent.target().matches(PLAIN_TARGET)
                ? " --path-as-is --globoff " + shell.word(root + target)
                : " --request-target " + shell.word(target) + " " + root + "/";
    }
}
