package io.keystoreconnector.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Properties;
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

  /** The first of those that come with the JDK. */
  private static String pem(int certificates) throws IOException, GeneralSecurityException {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    KeyStore trusted = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    StringBuilder pem = new StringBuilder();
    for (String alias : Collections.list(trusted.aliases()).subList(0, certificates)) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(
              Base64.getMimeEncoder().encodeToString(trusted.getCertificate(alias).getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString();
  }
}
