package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import io.keystoreconnector.core.ShellWord;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
      description = "The rest of the request as JSON, instead of options; README.md describes it.")
  private @Nullable String request;

  @Mixin private final RequestFlags flags = new RequestFlags();

  /**
   * The request that these options make.
   *
   * @throws UsageProblem if no key store is named, or two are, if the request is given both as JSON
   *     and as options, or if it breaks a rule
   */
  StartRequest request() {
    if (named != null && store != null) {
      throw new UsageProblem("Name the key store once: either as an argument or with --store.");
    }
    if (request != null && flags.given()) {
      throw new UsageProblem("Give the request either as options or with --request, not both.");
    }
    String text = store == null ? named : store;
    StartRequest asked =
        request == null ? StartRequest.of(text, flags.json()) : StartRequest.of(text, request);
    if (RequestParser.parse(asked.json()) instanceof Parsed.Invalid(List<String> problems)) {
      String sentences = String.join(" ", problems);
      throw new UsageProblem(request == null ? RequestFlags.inOptions(sentences) : sentences);
    }
    return asked;
  }

  /** Whether more is requested than that a key store is connected. */
  boolean hasRequest() {
    return request != null || flags.given();
  }

  private static String named(String text) {
    if (text.isEmpty()) {
      return "";
    }
    // Otherwise it would be read as an option.
    return (text.startsWith("-") ? " --store=" : " ") + ShellWord.of(text);
  }

  /** These options as they must be given again, each after a space. */
  String again() {
    String stores = Objects.requireNonNullElse(store == null ? named : store, "");
    return named(stores)
        + (request == null ? flags.again() : " --request " + ShellWord.of(request));
  }
}
