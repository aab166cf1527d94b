package io.keystoreconnector.cli.operator;

import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which key store a run is about, and the rest of its request. */
final class RequestOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "STORE",
      description = "The key store's id or name; not needed if the request names it.")
  private @Nullable String named;

  @Option(names = "--store", paramLabel = "STORE", description = "The same as STORE, as an option.")
  private @Nullable String store;

  @Option(
      names = "--request",
      paramLabel = "FILE_OR_JSON",
      description = "The rest of the request, such as an update; README.md describes it.")
  private @Nullable String request;

  /**
   * The request that these options make.
   *
   * @throws UsageProblem if no key store is named, or two are, or the request breaks a rule
   */
  StartRequest request() {
    if (named != null && store != null) {
      throw new UsageProblem("Name the key store once: either as an argument or with --store.");
    }
    StartRequest asked = StartRequest.of(store == null ? named : store, request);
    if (RequestParser.parse(asked.json()) instanceof Parsed.Invalid(List<String> problems)) {
      throw new UsageProblem(String.join(" ", problems));
    }
    return asked;
  }

  /** Whether more is requested than that a key store is connected. */
  boolean hasRequest() {
    return request != null;
  }

  /** These options as they must be given again, each after a space. */
  String again() {
    String stores = Objects.requireNonNullElse(store == null ? named : store, "");
    return (stores.isEmpty() ? "" : " " + ShellWord.of(stores))
        + (request == null ? "" : " --request " + ShellWord.of(request));
  }
}
