package dev.functiongraph.async.contract.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The report as one page that needs nothing else. The template escapes every value that it is given, and the page's
 * policy lets a browser run no script but the template's own.
 */
final class HtmlReport {
    private static final String SCRIPT = "<script>";

    private HtmlReport() {}

    static String of(Report report) {
        return template().execute(report);
    }

    private static Template template() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            return Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .zeroIsFalse(true)
                    .compile(withScriptHash(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withScriptHash(String page) {
        String script = page.substring(page.indexOf(SCRIPT) + SCRIPT.length(), page.indexOf("</script>"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return page.replace("SCRIPT_HASH", Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
