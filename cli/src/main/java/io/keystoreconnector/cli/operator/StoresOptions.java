package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.StorePattern;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which key stores are meant, one or several, and the rest of the request. */
final class StoresOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "STORE",
      description =
          "Ids, names, or patterns in quotation marks such as 'prod-*'; not needed if the request"
              + " names them.")
  private List<String> named = new ArrayList<>();

  @Option(names = "--all", description = "All key stores that the deployment allows.")
  private boolean all;

  @Mixin private final RequestBody body = new RequestBody();

  /**
   * Whether they are several: one exact name is one key store.
   *
   * @throws UsageProblem if --all is given with names
   */
  boolean areSeveral() {
    if (all && (!named.isEmpty() || body.namesStore())) {
      throw new UsageProblem(
          "--all means every key store; leave out the names, or leave out --all.");
    }
    return all
        || named.size() > 1
        || named.stream().anyMatch(word -> new StorePattern(word).hasWildcard())
        || (named.isEmpty() && body.namesSeveral());
  }

  /**
   * The request for one.
   *
   * @throws UsageProblem if none is named, or if the request breaks a rule
   */
  StartRequest one() {
    return body.ofOne(named.isEmpty() ? null : named.getFirst());
  }

  /**
   * The request for several.
   *
   * @throws UsageProblem if it breaks a rule
   */
  FleetStart several() {
    return body.ofSeveral(all ? List.of(StorePattern.EVERY.text()) : named);
  }
}
