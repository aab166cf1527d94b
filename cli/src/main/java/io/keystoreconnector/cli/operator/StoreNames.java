package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.terminal.Printable;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.List;

/** The names of the caller's key stores, for a shell that completes them. */
public final class StoreNames {

  private StoreNames() {}

  /** Those that can be typed; none if AWS does not show them, because nobody would see why. */
  public static List<String> all() {
    try {
      return new KeyStores(new AwsOptions().open())
          .all().stream()
              .map(KeyStoreFacts::name)
              .filter(name -> Printable.line(name).equals(name) && !name.startsWith("-"))
              .toList();
    } catch (AwsProblem | UsageProblem e) {
      return List.of();
    }
  }
}
