package io.keystoreconnector.cli.operator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which key store a command is about, and the rest of its request. */
final class RequestOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "STORE",
      description = "The key store's id or name; not needed if the request names it.")
  private @Nullable String named;

  @Mixin private final RequestBody body = new RequestBody();

  /**
   * The request that these options make.
   *
   * @throws io.keystoreconnector.cli.terminal.UsageProblem if no key store is named, or two are, if
   *     the request is given both as JSON and as options, or if it breaks a rule
   */
  StartRequest request() {
    return body.ofOne(named);
  }

  /** Whether more is requested than that a key store is connected. */
  boolean hasRequest() {
    return body.hasRequest();
  }

  /** These options as they must be given again, each after a space. */
  String again() {
    return body.again(named);
  }
}
