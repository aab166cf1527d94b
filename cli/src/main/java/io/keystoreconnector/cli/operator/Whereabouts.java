package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.Session;
import java.util.Optional;

/** Account and Region, which people with many accounts want to see before they act. */
public final class Whereabouts {

  private Whereabouts() {}

  /** In words; without the account if AWS does not say it. */
  public static String of(Session session) {
    return account(session).map(account -> "account " + account + ", ").orElse("")
        + session.region();
  }

  /** The account's number; empty at a custom endpoint, and if AWS does not say it. */
  public static Optional<String> account(Session session) {
    try {
      return session.account();
    } catch (AwsProblem e) {
      return Optional.empty();
    }
  }
}
