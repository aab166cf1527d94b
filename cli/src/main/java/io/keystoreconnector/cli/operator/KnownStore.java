package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.Optional;

/** Makes sure that a key store exists before anything is begun for it. */
record KnownStore(Session session) {

  /**
   * What is known of it; nothing to who may not look, who may still start a run that looks for
   * itself.
   *
   * @throws UsageProblem if there is no such key store
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
