package dev.functiongraph.async.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class RequestLogFilterTest {
    @Test
    void whatLibrariesWouldLogOfRequestsIsLeftOutAlsoAfterTheLogWasConfiguredAnew() {
        LoggerContext context = new LoggerContext();
        RequestLogFilter.install(context);
        Logger library = context.getLogger("org.eclipse.jetty.http.HttpParser");
        library.setLevel(Level.TRACE);
        assertThat(library.isDebugEnabled()).isFalse();

        context.reset();
        library.setLevel(Level.TRACE);

        assertThat(library.isDebugEnabled()).isFalse();
        assertThat(library.isInfoEnabled()).isTrue();
    }
}
