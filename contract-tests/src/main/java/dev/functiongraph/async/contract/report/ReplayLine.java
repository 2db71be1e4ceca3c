package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URI;

/** The shell's line that sends a request again, byte for byte as nearly as can be. */
final class ReplayLine {
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

    String of(Exchange exchange) {
        return curl.line(exchange).orElseGet(() -> raw(exchange));
    }

    /** For what curl would mend, or refuse to send. */
    private String raw(Exchange exchange) {
        String text = Shell.bytes(exchange.bytes());
        for (Headers.Field field : exchange.sent().fields()) {
            String line = "\r\n" + field.name() + ": ";
            text = text.replace(line + field.value() + "\r\n", line + redaction.masked(field) + "\r\n");
        }
        return shell.printf(redaction.masked(text)) + " | " + connection();
    }

    private String connection() {
        String host = base.getHost().replaceAll("[\\[\\]]", "");
        if (base.getScheme().equals("https")) {
            int port = base.getPort() < 0 ? 443 : base.getPort();
            return "openssl s_client -quiet -servername " + host + " -connect " + base.getHost() + ":" + port;
        }
        int port = base.getPort() < 0 ? 80 : base.getPort();
        return "bash -c 'exec 3<>/dev/tcp/" + host + "/" + port + "; cat >&3; cat <&3'";
    }
}
