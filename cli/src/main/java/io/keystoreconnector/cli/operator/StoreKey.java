package io.keystoreconnector.cli.operator;

import java.util.List;

/**
 * A KMS key with its aliases.
 *
 * @param state empty if KMS did not describe it
 */
record StoreKey(String arn, String state, List<String> aliases) {

  String id() {
    return idOf(arn);
  }

  static String idOf(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Whether another service means this key with an ARN, an id, an alias, or an alias ARN. */
  boolean isMeantBy(String name) {
    return name.equals(arn)
        || name.equals(id())
        || aliases.stream().anyMatch(alias -> name.equals(alias) || name.equals(arnOf(alias)));
  }

  private String arnOf(String alias) {
    return arn.substring(0, arn.lastIndexOf(':') + 1) + alias;
  }
}
