package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.Optional;

/** Makes sure that a key store exists before anything is started for it. */
record KnownStore(Session session) {

  /**
   * What is known about it; empty for a caller who is not allowed to describe it but may still
   * start a run, which checks for itself.
   *
   * @throws UsageProblem if the key store does not exist
   */
  Optional<KeyStoreFacts> require(StoreName store) {
    Optional<KeyStoreFacts> found;
    try {
      found = new KeyStores(session).find(store);
    } catch (AwsProblem e) {
      if (e.kind() == AwsProblem.Kind.DENIED) {
        return Optional.empty();
      }
      throw e;
    }
    if (found.isEmpty()) {
      throw new UsageProblem(
          "Key store %s does not exist in %s in this account; ./connector status lists those that do."
              .formatted(store, session.region()));
    }
    return found;
  }
}
