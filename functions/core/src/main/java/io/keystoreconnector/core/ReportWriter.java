package io.keystoreconnector.core;

import io.keystoreconnector.core.Report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the report on what a verdict means for a person. */
record ReportWriter(
    RequestChecks checks,
    Request request,
    Progress progress,
    JournalView journal,
    Observation seen,
    Instant startedAt,
    Instant now) {

  /**
   * The most actions, and the most failures, in a report. A run of ten attempts needs fewer. With
   * the longest answers of AWS, this many fit into the cause of a failed execution, 32,768
   * characters.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionFailedEventDetails.html">ExecutionFailedEventDetails</a>
   */
  static final int MOST_TOLD = 25;

  private static final String RUNBOOK = "docs/runbook.md#";
  static final String CORRECT_INPUT = "Correct the execution's input and start it again.";

  /**
   * The days are those in which RDS keeps the state from which a database can be started again.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html">AWS
   *     KMS key management</a>
   */
  private static final String AFTERMATH =
      "Databases in RDS and Aurora that use a key of this key store may have stopped, and do not"
          + " start by themselves: start them within 7 days of losing the key. After that, only a"
          + " backup helps.";

  static final String INVALID_REQUEST = RUNBOOK + "invalidrequest";

  /**
   * The report of a run that would end with this verdict.
   *
   * @param dry whether the verdict is only a plan
   */
  Report write(Verdict verdict, boolean dry) {
    String message =
        dry
            ? "Dry run, nothing was changed. The next action would be %s. %s"
                .formatted(verdict.action().name(), verdict.why())
            : verdict.why();
    Action.NeedsAPerson person =
        verdict.action() instanceof Action.NeedsAPerson needed ? needed : null;
    return new Report(
        dry ? Outcome.DRY_RUN : verdict.action().outcome(),
        person == null ? null : person.reason(),
        message,
        dry ? verdict.action().name() : null,
        guidance(verdict.action()),
        commands(verdict.action()),
        runbook(verdict.action()),
        seen.keyStore(),
        seen.seenCluster(),
        seen.proof() instanceof ProofView.Used used
            ? new Report.Proved(used.operation(), now)
            : null,
        progress.acts().attempts(),
        request.maxAttempts(),
        last(progress.states().failures()),
        last(progress.acts().steps()),
        warnings(verdict.action(), dry),
        aftermath(verdict.action()),
        Remembered.of(journal),
        Duration.between(startedAt, now).toSeconds());
  }

  /** Whoever lost the keys for a while does not notice by itself that they are back. */
  private @Nullable String aftermath(Action action) {
    boolean wasOff =
        progress.states().first() != null && progress.states().first() != ConnectionState.CONNECTED;
    boolean backAgain = action instanceof Action.Connected && wasOff;
    boolean unusable =
        action instanceof Action.NeedsAPerson person
            && person.reason().equals(Reason.CONNECTED_BUT_UNUSABLE.name());
    return backAgain || unusable ? AFTERMATH : null;
  }

  private List<NextCommand> commands(Action action) {
    KeyStore store = seen.keyStore();
    if (store == null) {
      return List.of();
    }
    CommandWriter writer = new CommandWriter(checks, request, progress, store);
    return Stream.concat(
            writer.commands(action, unapplied().appliedWith(action)).stream(),
            aftermath(action) == null ? Stream.empty() : Stream.of(writer.aftermath()))
        .toList();
  }

  private UnappliedUpdate unapplied() {
    return new UnappliedUpdate(request, progress, journal, seen);
  }

  private static @Nullable String guidance(Action action) {
    if (action instanceof Action.NeedsAPerson person) {
      return person.guidance();
    }
    return action instanceof Action.InvalidRequest ? CORRECT_INPUT : null;
  }

  private static @Nullable String runbook(Action action) {
    if (action instanceof Action.NeedsAPerson person) {
      return RUNBOOK + anchor(person.reason());
    }
    return action instanceof Action.InvalidRequest ? INVALID_REQUEST : null;
  }

  /** The report on a request that breaks the rules. */
  static Report rejected(String problems) {
    return new Report(
        Outcome.INVALID_REQUEST,
        null,
        problems,
        null,
        CORRECT_INPUT,
        List.of(),
        INVALID_REQUEST,
        null,
        null,
        null,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        null,
        Remembered.NOTHING,
        0);
  }

  /**
   * The anchor that a Markdown heading of that name gets; codes that the runbook does not know
   * share one.
   */
  private static String anchor(String reason) {
    boolean known =
        ConnectionErrorCode.of(reason).isPresent()
            || List.of(Reason.values()).stream().anyMatch(any -> any.name().equals(reason));
    return known ? reason.toLowerCase(Locale.ROOT) : "a-code-that-is-not-listed-here";
  }

  private List<String> warnings(Action action, boolean dry) {
    return Stream.of(
            dry && action instanceof Action.Connect
                ? updateComesLater()
                : unapplied().warning(action),
            ClusterWarnings.fewHsms(seen),
            ClusterWarnings.rollback(seen, now),
            notProved(),
            notWrittenDown(),
            leftOut("actions", progress.acts().steps()),
            leftOut("failures", progress.states().failures()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> updateComesLater() {
    Update update = request.update();
    return update.when() == Update.When.ON_FAILURE && !update.settings().isEmpty()
        ? Optional.of(
            "The run would connect with what KMS has now, and apply the update only after a failure"
                + " that it sees itself. If you know that what KMS has is wrong, start it with"
                + " --before-connect to apply it first.")
        : Optional.empty();
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - MOST_TOLD), all.size());
  }

  private static Optional<String> leftOut(String what, List<?> all) {
    int more = all.size() - MOST_TOLD;
    return more <= 0
        ? Optional.empty()
        : Optional.of(
            "The report lists the last %d %s; the %d before them are in the execution's history."
                .formatted(MOST_TOLD, what, more));
  }

  private Optional<String> notProved() {
    if (!seen.shows(ConnectionState.CONNECTED)) {
      return Optional.empty();
    }
    if (seen.proof() instanceof ProofView.Impossible impossible) {
      return Optional.of("It was not proved that the keys can be used. " + impossible.why());
    }
    return seen.proof() instanceof ProofView.NotTried && isExternal()
        ? Optional.of(
            "CONNECTED does not prove that the external key store proxy answers, and only a key"
                + " can: give the deployment a canary key for this key store. Until then, look at"
                + " the metric XksProxyErrors in AWS/KMS.")
        : Optional.empty();
  }

  private boolean isExternal() {
    KeyStore store = seen.keyStore();
    return store != null && store.type() == KeyStoreType.EXTERNAL_KEY_STORE;
  }

  private Optional<String> notWrittenDown() {
    return journal instanceof JournalView.Unavailable unavailable
            && seen.shows(ConnectionState.CONNECTED)
        ? Optional.of(
            "The journal could not be read or written, so a later run will not know that the key store was CONNECTED now: %s"
                .formatted(unavailable.problem()))
        : Optional.empty();
  }
}
