package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.StorePattern;
import java.util.List;

/** Makes sure that each word means a key store before anything is started. */
record KnownFleet(Session session) {

  /**
   * Checks the words. A caller who is not allowed to list key stores may still start a fleet, which
   * checks for itself.
   *
   * @throws UsageProblem if one of them matches no key store
   */
  void require(List<String> words) {
    try {
      check(words, new KeyStores(session).all());
    } catch (AwsProblem e) {
      if (e.kind() != AwsProblem.Kind.DENIED) {
        throw e;
      }
    }
  }

  private void check(List<String> words, List<KeyStoreFacts> stores) {
    for (String word : words) {
      StorePattern pattern = new StorePattern(word);
      if (stores.stream().noneMatch(store -> pattern.matches(store.id(), store.name()))) {
        throw new UsageProblem(problem(pattern, stores));
      }
    }
  }

  private String problem(StorePattern pattern, List<KeyStoreFacts> stores) {
    if (stores.isEmpty()) {
      return "There is no key store in %s in this account: check --region and --profile."
          .formatted(session.region());
    }
    return (pattern.hasWildcard()
                ? "Pattern %s matches no key store"
                : "Key store %s does not exist")
            .formatted(pattern.text())
        + " in %s in this account; ./connector status lists those that exist."
            .formatted(session.region())
        + (pattern.hasWildcard() ? "" : KnownStore.suggestion(pattern.text(), stores))
        + ExpandedPattern.hint(pattern.text());
  }
}
