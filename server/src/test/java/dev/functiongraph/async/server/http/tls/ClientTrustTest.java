package dev.functiongraph.async.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTrustTest {
    @Test
    void aCertificateCountsAsLongAsItsAuthorityIsValid(@TempDir Path dir) throws Exception {
        X509Certificate authority = TestCertificate.make(dir, "authority", "EC").x509();
        X509Certificate[] chain = {authority};
        Clock now = Clock.systemUTC();

        assertThatCode(() -> trust(authority, now).checkClientTrusted(chain, "EC"))
                .doesNotThrowAnyException();
        ClientTrust later = trust(authority, Clock.offset(now, Duration.ofDays(3)));
        assertThatThrownBy(() -> later.checkClientTrusted(chain, "EC")).isInstanceOf(CertificateException.class);
        assertThat(later.getAcceptedIssuers()).isEmpty();
        ClientTrust earlier = trust(authority, Clock.offset(now, Duration.ofDays(-1)));
        assertThatThrownBy(() -> earlier.checkClientTrusted(chain, "EC")).isInstanceOf(CertificateException.class);
    }

    private static ClientTrust trust(X509Certificate authority, Clock clock) {
        return new ClientTrust(List.of(authority), clock);
    }
}
