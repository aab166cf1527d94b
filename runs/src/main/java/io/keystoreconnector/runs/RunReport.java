package io.keystoreconnector.runs;

import io.keystoreconnector.runs.json.JsonTree;
import io.keystoreconnector.runs.phrases.JournalWords;
import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run, written by any release: a field that is absent or of another type is empty.
 *
 * @param tree as it was written; empty if there is no report
 */
public record RunReport(JsonTree tree) {

  /** No report. */
  public static final RunReport NONE = new RunReport(JsonTree.EMPTY);

  /**
   * The key store as the run saw it last.
   *
   * @param connectionErrorCode empty unless its connection has failed
   */
  public record KeyStore(
      String id, String name, String type, String connectionState, String connectionErrorCode) {

    private static KeyStore of(JsonTree tree) {
      return new KeyStore(
          tree.text("id"),
          tree.text("name"),
          tree.text("type"),
          tree.text("connectionState"),
          tree.text("connectionErrorCode"));
    }

    /** Its name, and its id in parentheses. */
    public String nameAndId() {
      return "%s (%s)".formatted(name, id);
    }

    /** Its state, with the code if there is one. */
    String stateAndCode() {
      return connectionState
          + (connectionErrorCode.isEmpty() ? "" : " with " + connectionErrorCode);
    }
  }

  /**
   * The cluster of the key store as the run saw it last.
   *
   * @param activeHsms how many; empty if the report does not say
   */
  public record Cluster(
      String id,
      String state,
      Optional<Integer> activeHsms,
      Optional<Integer> activeZones,
      boolean hsmBeingCreated) {

    private static Cluster of(JsonTree tree) {
      return new Cluster(
          tree.text("id"),
          tree.text("state"),
          count(tree.get("activeHsms")),
          count(tree.get("activeZones")),
          Boolean.TRUE.equals(tree.get("hsmBeingCreated").value()));
    }

    private static Optional<Integer> count(JsonTree tree) {
      return tree.value() instanceof Number number
          ? Optional.of(number.intValue())
          : Optional.empty();
    }

    private String words() {
      return "cluster %s with %s%s"
          .formatted(state, hsms(), hsmBeingCreated ? ", one more being created" : "");
    }

    private String hsms() {
      String zones = activeZones.map(String::valueOf).orElse("?");
      return switch (activeHsms.map(String::valueOf).orElse("?")) {
        case "0" -> "no active HSM";
        case "1" -> "1 active HSM";
        case String hsms ->
            hsms + " active HSMs in " + zones + (zones.equals("1") ? " zone" : " zones");
      };
    }
  }

  /**
   * Something that the run did.
   *
   * @param at when; empty if the report does not say
   * @param action its name
   * @param outcome of the answer, such as ACCEPTED; empty if there is none
   */
  public record Action(Optional<Instant> at, String action, String outcome) {}

  /**
   * A failure that the run met.
   *
   * @param at when; empty if the report does not say
   */
  public record Failure(Optional<Instant> at, String code) {}

  /** The report of an execution; no report if it wrote none. */
  public static RunReport of(ExecutionResult execution) {
    return execution.output() instanceof Map<?, ?> output
        ? new RunReport(new JsonTree(output))
        : new RunReport(JsonTree.parsed(execution.cause()));
  }

  /**
   * The report of a run that has ended: the output of one that succeeded, the cause of one that
   * failed, each as JSON text.
   */
  public static RunReport ofEnd(@Nullable Object output, @Nullable Object cause) {
    return new RunReport(JsonTree.parsed(output == null ? cause : output));
  }

  /** The report as it was written; null if there is none. */
  public @Nullable Map<String, Object> asWritten() {
    if (!tree.isObject()) {
      return null;
    }
    Map<String, Object> written = new LinkedHashMap<>();
    tree.fields().forEach((name, value) -> written.put(String.valueOf(name), value));
    return written;
  }

  /** How the run ended, in one upper-case word. */
  public String outcome() {
    return tree.text("outcome");
  }

  /** The name of the action that would come after a dry run; empty if the report does not say. */
  public String next() {
    // A report of another outcome may be based on one that a look of a dry run wrote.
    return outcome().equals("DRY_RUN") ? tree.text("next") : "";
  }

  /** Why a person is needed; empty if none is. */
  public String reason() {
    return tree.text("reason");
  }

  /** What happened, in one sentence or a few. */
  public String message() {
    return tree.text("message");
  }

  /** What a person should do now; empty if there is nothing. */
  public String guidance() {
    return tree.text("guidance");
  }

  /** What a person can run next, the most likely first; a report of an older release has none. */
  public List<RunOrigin.Command> commands() {
    return tree.get("commands").elements().stream()
        .map(next -> new RunOrigin.Command(next.text("purpose"), next.text("command")))
        .filter(next -> !next.line().isEmpty())
        .toList();
  }

  /** Where the runbook explains it; empty if nowhere. */
  public String runbook() {
    return tree.text("runbook");
  }

  /** How often the run has tried to connect. */
  public int attempts() {
    return tree.number("attempts");
  }

  /** How often the run may try to connect. */
  public int maxAttempts() {
    return tree.number("maxAttempts");
  }

  /** The key store; empty if the run never saw it. */
  public Optional<KeyStore> keyStore() {
    return tree.object("keyStore").map(KeyStore::of);
  }

  /** The cluster; empty if the run never saw it. */
  public Optional<Cluster> cluster() {
    return tree.object("cluster").map(Cluster::of);
  }

  /** What was done, oldest first. */
  public List<Action> actions() {
    return tree.get("actions").elements().stream()
        .map(
            action ->
                new Action(at(action), action.text("action"), action.get("answer").text("outcome")))
        .toList();
  }

  /** The failures that were met, oldest first. */
  public List<Failure> failures() {
    return tree.get("failures").elements().stream()
        .map(failure -> new Failure(at(failure), failure.text("code")))
        .toList();
  }

  private static Optional<Instant> at(JsonTree item) {
    try {
      return Optional.of(Instant.parse(item.text("at")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The KMS operation with which the last check proved it; empty if it did not. */
  public String provedBy() {
    return tree.object("proved").map(proved -> proved.text("by")).orElse("");
  }

  /**
   * How the last check proved that the keys can be used, in words; empty if it did not prove it.
   */
  public String proved() {
    return tree.object("proved")
        .map(
            proved ->
                "%s at %s".formatted(proved.text("by"), JournalWords.moment(proved.text("at"))))
        .orElse("");
  }

  /** What a person has to do now that the keys can be used again; empty for nothing. */
  public String aftermath() {
    return tree.text("aftermath");
  }

  /** What a person should know besides the outcome, each in one sentence. */
  public List<String> warnings() {
    return tree.get("warnings").elements().stream().map(JsonTree::text).toList();
  }

  /** What is remembered about the key store, in words, or why it is not known. */
  public List<JournalWords.Row> remembered() {
    JsonTree remembered = tree.get("remembered");
    return JournalWords.ofReport(remembered, remembered.text("unavailable"));
  }

  /** The state of the key store in words; empty if the run never saw it. */
  String state() {
    return keyStore().map(KeyStore::stateAndCode).orElse("");
  }

  /** Key store and cluster in words; empty if the run never saw the key store. */
  public String seen() {
    return keyStore().isEmpty()
        ? ""
        : state() + cluster().map(cluster -> "; " + cluster.words()).orElse("");
  }

  /** The key store by its names, and what was seen, in words; empty if the run never saw it. */
  public String keyStoreWords() {
    return keyStore().map(store -> store.nameAndId() + ", " + seen()).orElse("");
  }
}
