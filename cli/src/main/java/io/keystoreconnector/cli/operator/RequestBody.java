package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.FleetParser;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import io.keystoreconnector.core.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run is requested to do, as options or as JSON, and --store. */
final class RequestBody {

  @Option(names = "--store", paramLabel = "STORE", description = "The same as STORE, as an option.")
  private @Nullable String store;

  @Option(
      names = "--request",
      paramLabel = "FILE_OR_JSON",
      description = "The rest of the request as JSON, instead of options; README.md describes it.")
  private @Nullable String request;

  @Mixin private final RequestFlags flags = new RequestFlags();

  /** The request that was given as JSON, once it was read. */
  private @Nullable Map<String, @Nullable Object> json;

  /** Whether --store names the key store. */
  boolean namesStore() {
    return store != null;
  }

  /**
   * The request for one key store.
   *
   * @param named the key store that an argument names; null if none does
   * @throws UsageProblem if no key store is named, or two are, if the request is given both as JSON
   *     and as options, or if it breaks a rule
   */
  StartRequest ofOne(@Nullable String named) {
    if (named != null && store != null) {
      throw new UsageProblem("Name the key store once: either as an argument or with --store.");
    }
    check();
    String text = store == null ? named : store;
    StartRequest asked = StartRequest.of(text, request == null ? flags.json() : json(request));
    if (RequestParser.parse(asked.json()) instanceof Parsed.Invalid(List<String> problems)) {
      throw wrong(problems);
    }
    return asked;
  }

  /**
   * The request for several key stores.
   *
   * @param words ids, names and patterns; empty if the request has them
   * @throws UsageProblem as for one key store
   */
  FleetStart ofSeveral(List<String> words) {
    if (store != null) {
      throw new UsageProblem(
          "--store is for one key store; give ids, names and patterns without it.");
    }
    check();
    FleetStart asked = FleetStart.of(words, request == null ? flags.ofSeveral() : json(request));
    if (FleetParser.parse(asked.json())
        instanceof FleetParser.Parsed.Invalid(List<String> problems)) {
      throw wrong(problems);
    }
    return asked;
  }

  private void check() {
    if (request != null && flags.given()) {
      throw new UsageProblem("Give the request either as options or with --request, not both.");
    }
  }

  private UsageProblem wrong(List<String> problems) {
    String sentences = String.join(" ", problems);
    return new UsageProblem(request == null ? RequestFlags.inOptions(sentences) : sentences);
  }

  /** Whether the request itself names several key stores. */
  boolean namesSeveral() {
    return request != null && store == null && json(request).containsKey(FleetStart.KEY_STORES);
  }

  /** Reads it only once: a file may be a pipe, such as /dev/stdin. */
  private Map<String, @Nullable Object> json(String given) {
    if (json == null) {
      json = StartRequest.object(given);
    }
    return json;
  }

  /** Whether more is requested than that a key store is connected. */
  boolean hasRequest() {
    return request != null || flags.given();
  }

  /**
   * These options as they must be given again, each after a space.
   *
   * @param named the key store that an argument names; null if none does
   */
  String again(@Nullable String named) {
    String text = Objects.requireNonNullElse(store == null ? named : store, "");
    return word(text) + (request == null ? flags.again() : " --request " + ShellWord.of(request));
  }

  private static String word(String text) {
    if (text.isEmpty()) {
      return "";
    }
    // Otherwise it would be read as an option.
    return (text.startsWith("-") ? " --store=" : " ") + ShellWord.of(text);
  }
}
