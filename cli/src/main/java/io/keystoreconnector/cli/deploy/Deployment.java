package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.ChangeSetFacts;
import io.keystoreconnector.cli.aws.ChangeSets;
import io.keystoreconnector.cli.aws.CodeBucket;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StackEventFacts;
import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.operator.Asking;
import io.keystoreconnector.cli.operator.Whereabouts;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates or updates one stack: shows the changes, asks, makes them, and follows them. */
final class Deployment {

  private final Session session;
  private final DeployOptions options;
  private final DeployableRelease release;
  private final Map<String, String> given;
  private final Timeline time;
  private final Asking asking;
  private final Page page;
  private final String again;
  private final ChangeSets changeSets;
  private final DeploymentReport report;
  private final String name;

  /**
   * A deployment.
   *
   * @param given parameters of the template, which it takes
   * @param page for people
   * @param again the options that say where AWS is, each after a space
   */
  Deployment(
      Session session,
      DeployOptions options,
      DeployableRelease release,
      Map<String, String> given,
      Timeline time,
      Asking asking,
      Page page,
      String again) {
    this.session = session;
    this.options = options;
    this.release = release;
    this.given = given;
    this.time = time;
    this.asking = asking;
    this.page = page;
    this.again = again;
    this.name = options.stack();
    this.changeSets = new ChangeSets(session, name);
    this.report =
        new DeploymentReport(name, session.region(), Whereabouts.account(session).orElse(null))
            .with("codePrefix", release.codePrefix());
  }

  /** What came of it, for programs. */
  DeploymentReport report() {
    return report;
  }

  /** Does it, and returns the exit code. */
  int run(DeployableParameters parameters) {
    StackState state = new StackState(name, changeSets.stack().orElse(null), release.kind(), again);
    state.requireChangeable();
    if (state.isNew()) {
      requireKeyStores(parameters);
      parameters.requireAll(given);
    }
    CodeBucket bucket = bucket(state.stack());
    announce(state);
    bucket.require();
    Uploads uploads = new Uploads(bucket, page, report::uploaded);
    uploads.put(release.template());
    try (StackPlan plan = plan(state, bucket, parameters)) {
      ChangeSetFacts found = plan.await(time);
      return found.isEmpty() ? unchanged(state) : changed(state, plan, uploads, found);
    }
  }

  private void requireKeyStores(DeployableParameters parameters) {
    boolean named =
        given.containsKey(ParameterOptions.KEY_STORE_IDS)
            || given.containsKey(ParameterOptions.KEY_STORE_NAMES);
    if (!named && parameters.rules().containsKey(ParameterOptions.KEY_STORE_IDS)) {
      throw new UsageProblem(
          "--key-stores is required for a new stack: the key stores that the connector may act on,"
              + " such as --key-stores 'prod-*'.");
    }
  }

  /** The one that was named, or that the stack has. */
  private CodeBucket bucket(@Nullable StackFacts stack) {
    String found =
        options
            .bucket()
            .orElseGet(
                () -> {
                  String prefix = parameter(stack, DeployableParameters.CODE_BUCKET_PREFIX);
                  return prefix.equals(DeployableParameters.NONE)
                      ? parameter(stack, DeployableParameters.CODE_BUCKET)
                      : prefix + "-" + session.region();
                });
    if (found.equals(DeployableParameters.NONE)) {
      throw new UsageProblem(
          "--bucket is required for a new stack: your S3 bucket in %s, for the functions' code."
              .formatted(session.region()));
    }
    return new CodeBucket(session, found);
  }

  private static String parameter(@Nullable StackFacts stack, String parameter) {
    return stack == null
        ? DeployableParameters.NONE
        : stack.parameters().getOrDefault(parameter, DeployableParameters.NONE);
  }

  private void announce(StackState state) {
    page.text(
        Style.STRONG,
        "%s stack %s (%s)"
            .formatted(state.isNew() ? "New" : "Existing", name, Whereabouts.of(session)));
    if (state.isLeftover()) {
      page.text(
          Style.QUIET,
          "It is in REVIEW_IN_PROGRESS: a change set for it was made and never executed. It has no"
              + " resources, and is created now.");
    }
    String deployed =
        state.stack() == null ? "" : state.stack().outputs().getOrDefault("Release", "");
    if (!deployed.isEmpty()) {
      page.text(
          Style.QUIET,
          "It has release %s; this is release %s.".formatted(deployed, release.name()));
    }
  }

  private StackPlan plan(StackState state, CodeBucket bucket, DeployableParameters parameters) {
    String changeSet = "connector-" + time.instant().toEpochMilli();
    ChangeSets.Requested requested =
        changeSets.request(
            changeSet,
            state.isNew(),
            bucket.url(release.template().key()).toString(),
            parameters.requested(given, state.stack(), code(bucket)));
    report.with("stackId", requested.stackId());
    return new StackPlan(changeSets, requested, changeSet, state.stack() == null);
  }

  private Map<String, String> code(CodeBucket bucket) {
    Map<String, String> code = new LinkedHashMap<>();
    code.put(DeployableParameters.CODE_PREFIX, release.codePrefix());
    if (options.bucket().isPresent()) {
      code.put(DeployableParameters.CODE_BUCKET, bucket.name());
      code.put(DeployableParameters.CODE_BUCKET_PREFIX, DeployableParameters.NONE);
    }
    return code;
  }

  private int unchanged(StackState state) {
    StackFacts stack = Objects.requireNonNull(state.stack());
    report.with("result", "UNCHANGED").with("status", stack.status()).outputs(stack.outputs());
    page.text(
        Style.GOOD,
        "The stack already is as this release and these parameters make it. Nothing was changed.");
    return ExitCode.GOOD;
  }

  private int changed(StackState state, StackPlan plan, Uploads uploads, ChangeSetFacts found) {
    List<StackChange> changes = found.changes().stream().map(StackChange::new).toList();
    report.changes(changes);
    page.blank();
    new ChangesPage(page).print(changes);
    if (options.dryRun()) {
      report.with("result", "PLANNED");
      page.text(Style.PLAIN, "This was a dry run: nothing was changed.");
      return ExitCode.GOOD;
    }
    refuseLoss(changes);
    if (!options.yes() && !asking.agrees("Make these changes to stack %s?".formatted(name))) {
      page.text(Style.PLAIN, "Nothing was changed.");
      return ExitCode.BAD;
    }
    release.jars().forEach(uploads::put);
    StackFollower.End end = follow(state, plan, changes.size());
    Map<String, String> outputs =
        end.isGood() ? changeSets.stack().map(StackFacts::outputs).orElse(Map.of()) : Map.of();
    return new DeploymentEnd(page, report, state, end).tell(outputs);
  }

  private void refuseLoss(List<StackChange> changes) {
    List<String> lost =
        changes.stream()
            .filter(StackChange::losesData)
            .map(change -> change.facts().logicalId())
            .toList();
    if (!lost.isEmpty() && !options.allowDataLoss()) {
      throw new UsageProblem(
          "These changes lose what %s %s, so nothing was changed. If that is meant, add --allow-data-loss."
              .formatted(String.join(", ", lost), lost.size() == 1 ? "holds" : "hold"));
    }
  }

  private StackFollower.End follow(StackState state, StackPlan plan, int changes) {
    List<StackEventFacts> before = changeSets.eventsAfter(plan.stackId(), "");
    String last = before.isEmpty() ? "" : before.getLast().id();
    plan.execute();
    Thread stopped = new Thread(() -> stopped(state));
    Runtime.getRuntime().addShutdownHook(stopped);
    try {
      return new StackFollower(
              page, time, id -> changeSets.eventsAfter(plan.stackId(), id), changes, last)
          .toTheEnd();
    } finally {
      Runtime.getRuntime().removeShutdownHook(stopped);
    }
  }

  private void stopped(StackState state) {
    page.eraseStatus();
    page.text(
        Style.TROUBLE,
        "You stopped following it. CloudFormation continues to %s the stack; to see how it ends:"
            .formatted(state.isNew() ? "create" : "update"));
    page.raw("aws cloudformation describe-stack-events --stack-name %s%s".formatted(name, again));
  }
}
