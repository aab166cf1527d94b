package io.keystoreconnector.emulator.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Strings in the form of a certificate that certify nothing. */
final class Certificates {

  private Certificates() {}

  static String of(String what) {
    String body = Base64.getEncoder().encodeToString(what.getBytes(StandardCharsets.UTF_8));
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----";
  }
}
