package io.keystoreconnector.cli.aws;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that AWS_CA_BUNDLE, or ca_bundle of a profile, names: a PEM file in
 * place of those that Java trusts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html">Environment
 *     variables of the AWS CLI</a>
 */
record CaBundle(String source, String file) {

  /** Protects nothing: the certificates are public, and Java demands one. */
  private static final String PASSWORD = "changeit";

  /**
   * A PKCS12 file would be encrypted, which takes a quarter of a second and keeps nothing secret.
   */
  private static final String TYPE = "JKS";

  /** What this process trusts now, if it is such a file. */
  private static @Nullable Installed installed;

  private record Installed(Path file, FileTime modified) {}

  /**
   * Makes every connection of this process trust them. Java takes them from a file only, and reads
   * that again when it is another, so the same certificates are installed once.
   *
   * @throws AwsProblem if the file cannot be read, or has no certificate
   */
  void install() {
    synchronized (CaBundle.class) {
      Installed wanted = wanted();
      if (!wanted.equals(installed)) {
        installNow();
        installed = wanted;
      }
    }
  }

  private Installed wanted() {
    try {
      Path path = Path.of(file).toRealPath();
      return new Installed(path, Files.getLastModifiedTime(path));
    } catch (IOException | InvalidPathException e) {
      throw unreadable();
    }
  }

  private void installNow() {
    Collection<? extends Certificate> certificates = certificates();
    if (certificates.isEmpty()) {
      throw problem("has no certificate");
    }
    try {
      Path store = Files.createTempFile("connector-ca-", ".jks");
      store.toFile().deleteOnExit();
      write(certificates, store);
      System.setProperty("javax.net.ssl.trustStore", store.toString());
      System.setProperty("javax.net.ssl.trustStoreType", TYPE);
      System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    } catch (IOException | GeneralSecurityException e) {
      throw problem("cannot be used");
    }
  }

  private Collection<? extends Certificate> certificates() {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException | InvalidPathException e) {
      throw unreadable();
    } catch (GeneralSecurityException e) {
      throw problem("is not a file of certificates in PEM form");
    }
  }

  private static void write(Collection<? extends Certificate> certificates, Path store)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(TYPE);
    trusted.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry("ca-" + number++, certificate);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(store))) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  private AwsProblem unreadable() {
    return problem("does not exist or cannot be read");
  }

  private AwsProblem problem(String what) {
    return new AwsProblem(
        AwsProblem.Kind.SET_UP, "%s names %s, which %s.".formatted(source, file, what));
  }
}
