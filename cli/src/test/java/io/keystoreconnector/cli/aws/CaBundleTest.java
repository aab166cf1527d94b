package io.keystoreconnector.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Properties;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SurroundingsTest connects with one. */
class CaBundleTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private final Properties before = (Properties) System.getProperties().clone();

  @TempDir private Path folder;

  @AfterEach
  void trustAsBefore() {
    System.setProperties(before);
  }

  @Test
  void isInstalledOnceForAsLongAsItsFileIsTheSame() throws Exception {
    Path file = folder.resolve("ca.pem");
    Files.writeString(file, pem(2));
    String first = installed(file);
    assertThat(certificates(first)).isEqualTo(2);
    assertThat(installed(file)).isEqualTo(first);
    Files.writeString(file, pem(3));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-15T03:30:00Z")));
    String second = installed(file);
    assertThat(second).isNotEqualTo(first);
    assertThat(certificates(second)).isEqualTo(3);
  }

  private static String installed(Path file) {
    new CaBundle("AWS_CA_BUNDLE", file.toString()).install();
    return System.getProperty(TRUST_STORE);
  }

  private static int certificates(String store) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(Path.of(store).toFile(), "changeit".toCharArray()).size();
  }

  private static String pem(int certificates) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    Certificate[] trusted = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    StringBuilder pem = new StringBuilder();
    for (int i = 0; i < certificates; i++) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(trusted[i].getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString();
  }
}
