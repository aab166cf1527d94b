package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.DatabaseFacts;
import io.keystoreconnector.core.ShellWord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database that could not use its key.
 *
 * @param key its key; without a state if it is not known to be in the key store
 */
record StoppedDatabase(DatabaseFacts facts, StoreKey key) {

  /**
   * The two statuses, and how long the first one lasts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html">
   *     Encrypting Amazon Aurora resources</a>
   */
  private static final String RECOVERABLE = "inaccessible-encryption-credentials-recoverable";

  private static final String LOST = "inaccessible-encryption-credentials";
  static final int DAYS_TO_START = 7;

  static boolean isStopped(DatabaseFacts facts) {
    return facts.status().equals(RECOVERABLE) || facts.status().equals(LOST);
  }

  boolean canBeStarted() {
    return facts.status().equals(RECOVERABLE);
  }

  /** Whether its key is known to be in the key store; otherwise it may be. */
  boolean isOfKeyStore() {
    return !key.state().isEmpty();
  }

  /** The command of the AWS CLI that starts it. */
  String start(String place) {
    String what = facts.kind() == DatabaseFacts.Kind.CLUSTER ? "cluster" : "instance";
    return "aws %s start-db-%s --db-%s-identifier %s%s"
        .formatted(service(), what, what, ShellWord.of(facts.identifier()), place);
  }

  /** RDS lists the clusters of two more services. */
  private String service() {
    return switch (facts.engine()) {
      case "docdb", "neptune" -> facts.engine();
      default -> "rds";
    };
  }

  Map<String, @Nullable Object> json(String place) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", facts.kind().name());
    json.put("identifier", facts.identifier());
    json.put("engine", facts.engine());
    json.put("status", facts.status());
    json.put("key", key.arn());
    json.put("keyInKeyStore", isOfKeyStore() ? true : null);
    json.put("startWithinDays", canBeStarted() ? DAYS_TO_START : null);
    json.put("start", canBeStarted() ? start(place) : null);
    return json;
  }
}
