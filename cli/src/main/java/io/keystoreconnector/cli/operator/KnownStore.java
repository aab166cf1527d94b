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
    try {
      return Optional.of(describe(store));
    } catch (AwsProblem e) {
      if (e.kind() == AwsProblem.Kind.DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What is known about it.
   *
   * @throws UsageProblem if the key store does not exist
   * @throws AwsProblem if it cannot be read
   */
  KeyStoreFacts describe(StoreName store) {
    return new KeyStores(session)
        .find(store)
        .orElseThrow(
            () ->
                new UsageProblem(
                    "Key store %s does not exist in %s in this account; ./connector status lists those that do."
                        .formatted(store, session.region())));
  }
}
