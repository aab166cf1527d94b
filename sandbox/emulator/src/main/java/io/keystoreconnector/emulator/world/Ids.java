package io.keystoreconnector.emulator.world;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes ids, passwords and coin tosses that look random but depend only on the world's seed and
 * their purpose, so that a world plays the same way every time.
 */
final class Ids {

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";

  private final long seed;

  Ids(long seed) {
    this.seed = seed;
  }

  String keyStore(String name) {
    return "cks-" + spell("key store " + name, HEX, 17);
  }

  String cluster(int ordinal) {
    return "cluster-" + spell("cluster " + ordinal, BASE32, 11);
  }

  String backup(String clusterId, long ordinal) {
    return "backup-" + spell("backup " + clusterId + ordinal, BASE32, 11);
  }

  String hsm(String clusterId, long ordinal) {
    return "hsm-" + spell("hsm " + clusterId + ordinal, BASE32, 11);
  }

  String hex(String prefix, String what) {
    return prefix + spell(prefix + what, HEX, 17);
  }

  String secretSuffix(String name) {
    return spell("secret " + name, ALPHANUMERIC, 6);
  }

  String secretVersion(String secret, String what) {
    return uuid("version " + secret + " " + what);
  }

  String uuid(String what) {
    String h = spell(what, HEX, 32);
    return String.join(
        "-",
        h.substring(0, 8),
        h.substring(8, 12),
        h.substring(12, 16),
        h.substring(16, 20),
        h.substring(20));
  }

  String password(String keyStoreId, long moment) {
    return spell("password " + keyStoreId + moment, ALPHANUMERIC, 32);
  }

  int number(String what, int bound) {
    return digest(what).mod(BigInteger.valueOf(bound)).intValue();
  }

  boolean coin(String what) {
    return digest(what).testBit(0);
  }

  private String spell(String what, String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    BigInteger base = BigInteger.valueOf(alphabet.length());
    for (BigInteger rest = digest(what); word.length() < length; rest = rest.divide(base)) {
      word.append(alphabet.charAt(rest.mod(base).intValue()));
    }
    return word.toString();
  }

  private BigInteger digest(String what) {
    try {
      byte[] text = (seed + ":" + what).getBytes(StandardCharsets.UTF_8);
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
