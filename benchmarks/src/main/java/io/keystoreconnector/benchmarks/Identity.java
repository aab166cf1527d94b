package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The stub's own certificate, made anew for every run, and the trust stores in which a function
 * finds it among all the authorities that it would load in AWS: one for Java, one for native code.
 */
final class Identity {
  private static final char[] PASSWORD = "loopback".toCharArray();

  private final Path folder;
  private final KeyStore keys;

  private Identity(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * @throws IOException if keytool or the files fail
   */
  static Identity make(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("stub.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "stub",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-validity",
        "2",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-ext",
        "bc:c",
        "-storetype",
        "PKCS12",
        "-storepass",
        new String(PASSWORD),
        "-keystore",
        file.toString());
    Identity identity = new Identity(folder, KeyStore.getInstance(file.toFile(), PASSWORD));
    identity.writeTrustStores();
    return identity;
  }

  /** The JDK's own authorities and the stub's certificate. */
  Path javaTrustStore() {
    return folder.resolve("cacerts");
  }

  /** This machine's own authorities and the stub's certificate. */
  Path nativeTrustStore() {
    return folder.resolve("ca-certificates.crt");
  }

  SSLContext serverContext() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void writeTrustStores() throws IOException, GeneralSecurityException {
    Certificate certificate = keys.getCertificate("stub");
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Path single = Files.writeString(folder.resolve("stub.pem"), pem);
    Files.copy(
        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"), javaTrustStore());
    keytool(
        "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE",
        "-J-Dkeystore.pkcs12.macAlgorithm=NONE",
        "-importcert",
        "-noprompt",
        "-alias",
        "stub",
        "-file",
        single.toString(),
        "-storepass",
        "changeit",
        "-keystore",
        javaTrustStore().toString());
    if (Files.exists(Launch.SYSTEM_AUTHORITIES)) {
      Files.copy(Launch.SYSTEM_AUTHORITIES, nativeTrustStore());
    }
    Files.writeString(
        nativeTrustStore(), pem, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void keytool(String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                        List.of(arguments).stream())
                    .toList())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}
