package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.aws.AwsProblem;
import io.keystoreconnector.sandbox.aws.KeyStores;
import io.keystoreconnector.sandbox.aws.Session;
import io.keystoreconnector.sandbox.aws.StoreName;

/** Makes sure that a key store exists before anything is begun for it. */
record KnownStore(Session session) {

  /**
   * Who may not look may still start a run, which looks for itself.
   *
   * @throws UsageProblem if there is no such key store
   */
  void require(StoreName store) {
    try {
      if (new KeyStores(session).find(store).isEmpty()) {
        throw new UsageProblem(
            "There is no key store %s in %s of this account; ./connector status shows those that there are."
                .formatted(store, session.region()));
      }
    } catch (AwsProblem e) {
      if (e.kind() != AwsProblem.Kind.DENIED) {
        throw e;
      }
    }
  }
}
