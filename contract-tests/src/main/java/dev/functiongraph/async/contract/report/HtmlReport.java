package dev.functiongraph.async.contract.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a report as one page that needs nothing else. The template escapes every value that it is given. */
final class HtmlReport {
    private HtmlReport() {}

    static String of(Report report) {
        return template().execute(report);
    }

    private static Template template() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            return Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .zeroIsFalse(true)
                    .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
