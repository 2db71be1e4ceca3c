package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** The shell command that sends a request again, byte for byte where possible. */
final class ReplayLine {
    private static final int SECONDS = 5;

    private final URI base;
    private final Redaction redaction;
    private final Curl curl;
    private final Shell shell;

    ReplayLine(URI base, Redaction redaction) {
        this.base = base;
        this.redaction = redaction;
        this.curl = new Curl(base, redaction);
        this.shell = new Shell(redaction.variables());
    }

    /** @param exchanges of one connection; all of their requests are sent at once */
    String of(List<Exchange> exchanges) {
        return exchanges.size() == 1 ? curl.line(exchanges.get(0)).orElseGet(() -> raw(exchanges)) : raw(exchanges);
    }

    /** For what curl would mend, or refuse to send. */
    private String raw(List<Exchange> exchanges) {
        String text = exchanges.stream().map(this::text).collect(Collectors.joining());
        boolean ended = exchanges.get(exchanges.size() - 1).ended();
        return shell.printf(text) + " | " + (isSecure() ? tls(ended) : plain(ended));
    }

    private String text(Exchange exchange) {
        String text = Shell.bytes(exchange.bytes());
        for (Headers.Field field : exchange.sent().fields()) {
            String line = "\r\n" + field.name() + ": ";
            text = text.replace(line + field.value() + "\r\n", line + redaction.masked(field) + "\r\n");
        }
        return redaction.masked(text);
    }

    private boolean isSecure() {
        return base.getScheme().equals("https");
    }

    /** Prints what comes within some seconds: a server may leave the connection open. */
    private String plain(boolean ended) {
        int port = base.getPort() < 0 ? 80 : base.getPort();
        return "perl -MIO::Socket::IP -e '$s = IO::Socket::IP->new(PeerAddr => \"" + host() + "\", PeerPort => " + port
                + ") or die \"$@\\n\"; $SIG{PIPE} = \"IGNORE\"; $SIG{ALRM} = sub { exit }; alarm " + SECONDS
                + "; print $s $_ while <STDIN>; " + (ended ? "shutdown $s, 1; " : "")
                + "syswrite STDOUT, $b while sysread $s, $b, 65536'";
    }

    private String tls(boolean ended) {
        int port = base.getPort() < 0 ? 443 : base.getPort();
        return "perl -e 'alarm " + SECONDS + "; exec @ARGV' openssl s_client -quiet -servername " + host()
                + " -connect " + base.getHost() + ":" + port
                + (ended ? "   # the kit also ends its side of the connection, and waits for an answer" : "");
    }

    private String host() {
        return base.getHost().replaceAll("[\\[\\]]", "");
    }
}
