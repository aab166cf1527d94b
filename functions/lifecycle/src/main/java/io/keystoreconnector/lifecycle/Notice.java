package io.keystoreconnector.lifecycle;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message to people, for a pager or an e-mail.
 *
 * @param subject at most 100 characters of ASCII, as SNS demands
 */
record Notice(String subject, String text) {

  private static final int LONGEST_SUBJECT = 100;

  /** Leaves room for the longest code that KMS knows. */
  private static final int LONGEST_NAME = 34;

  /** A person is needed. */
  static Notice failure(String connector, Outcome outcome) {
    return of(connector, outcome, "needs a person: " + outcome.code());
  }

  /** It works again; no one is needed any longer. */
  static Notice recovery(String connector, Outcome outcome) {
    return of(connector, outcome, "is CONNECTED again");
  }

  private static Notice of(String connector, Outcome outcome, String news) {
    Outcome.KeyStore store = outcome.keyStore();
    String name = Objects.requireNonNullElse(store.name(), store.key()).strip();
    String subject = Texts.shortened(name, LONGEST_NAME) + " " + news;
    return new Notice(
        Texts.ascii(Texts.shortened(subject, LONGEST_SUBJECT)),
        store.shown() + " " + news + "\n\n" + body(connector, outcome));
  }

  private static String body(String connector, Outcome outcome) {
    return Stream.of(
            line("What happened", outcome.message()),
            line("Left in state", outcome.keyStore().effect()),
            line("Keys proved usable", proof(outcome)),
            line("What to do now", outcome.guidance()),
            String.join("\n", outcome.commandLines()),
            line("Runbook", runbook(outcome.links())),
            line("Execution", outcome.links().execution()),
            line("Execution ARN", outcome.executionArn()),
            line("Where", place(outcome.executionArn())),
            line("Failures met", String.join(", ", outcome.failureCodes())),
            line("Connect calls", outcome.attempts()),
            line(
                "Time",
                "%s to %s, %d s"
                    .formatted(outcome.startedAt(), outcome.endedAt(), outcome.elapsedSeconds())),
            line("Connector", connector))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** Only for a CONNECTED key store; any other state says by itself that the keys are unusable. */
  private static @Nullable String proof(Outcome outcome) {
    if (!outcome.keyStore().state().equals("CONNECTED")) {
      return null;
    }
    return outcome.provedBy() == null
        ? "no; CONNECTED alone does not mean that they can be used"
        : "yes, by " + outcome.provedBy();
  }

  /** Where it is published, otherwise where it is in the connector's sources. */
  private static @Nullable String runbook(Outcome.Links links) {
    return links.runbook() != null || links.entry().isEmpty()
        ? links.runbook()
        : "docs/runbook.md#%s, in the connector's sources".formatted(links.entry());
  }

  /** People with many accounts should not need to take an ARN apart at night. */
  private static @Nullable String place(String executionArn) {
    String[] arn = executionArn.split(":", -1);
    return arn.length < 5 ? null : "account %s, Region %s".formatted(arn[4], arn[3]);
  }

  private static String line(String what, @Nullable Object value) {
    return value == null || value.toString().isEmpty() ? "" : what + ": " + value;
  }
}
