package io.keystoreconnector.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Action;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.UpdateRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state machine and the functions are two files that must agree. */
class DefinitionDriftTest {

  private static final Path FILE = Path.of("../../statemachine/connect-key-store.asl.json");

  /** What the definition's own steps add to what the playbook decides. */
  private static final Set<String> LOOK_AGAIN = Set.of("Look");

  private static final List<String> JOURNAL = List.of("Recall", "Write down");

  private static final List<String> ACTS = List.of("Connect", "Disconnect", "Update", "Add HSM");

  /** The function was not called, or says itself that another attempt may help. */
  private static final Set<String> PASSES =
      Set.of(
          Throttled.class.getName(),
          ServiceUnavailable.class.getName(),
          "Lambda.TooManyRequestsException",
          "Lambda.ResourceConflictException",
          "Lambda.ResourceNotReadyException",
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartTimeoutException",
          "Lambda.SnapStartException",
          "Lambda.SnapStartRegenerationFailureException");

  /** The function died, or did not answer in time. */
  private static final Set<String> DIED =
      Set.of("Lambda.Unknown", "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout");

  private final Map<String, Object> definition;
  private final String text;

  DefinitionDriftTest() throws IOException {
    text = Files.readString(FILE);
    definition = Json.object(text).orElseThrow();
  }

  @Test
  void everyActionHasABranchAndEveryBranchAnAction() {
    Set<String> branches =
        objects(state("What next?").get("Choices")).stream()
            .map(choice -> String.valueOf(choice.get("Condition")))
            .filter(condition -> condition.contains("$action"))
            .map(condition -> condition.replaceAll("^\\{% \\$action = '(\\w+)' %}$", "$1"))
            .collect(Collectors.toSet());
    assertThat(branches)
        .isEqualTo(
            Stream.concat(names(Action.class), LOOK_AGAIN.stream()).collect(Collectors.toSet()));
  }

  /** An act is proved possible first, then written down, and only then done. */
  @Test
  void whatIsToBeProvedOrWrittenDownComesBeforeTheActs() {
    assertThat(objects(state("What next?").get("Choices")))
        .extracting(choice -> choice.get("Next"))
        .startsWith("Recall", "Check key store and HSMs", "Prove update", "Write down", "Connect");
    assertThat(state("Prove update")).containsEntry("Next", "What next?");
    assertThat(state("Write down")).containsEntry("Next", "What next?");
    assertThat(object(state("Write down").get("Assign"))).containsEntry("write", Map.of());
    assertThat(object(state("Prove update").get("Assign"))).containsEntry("proof", Map.of());
  }

  /** Whatever goes wrong, nothing is done that is not written down. */
  @Test
  void noErrorOfTheJournalLeadsToAnAct() {
    assertThat(objects(state("Recall").get("Catch")))
        .extracting(catcher -> catcher.get("Next"))
        .containsExactly("Check key store and HSMs");
    assertThat(objects(state("Write down").get("Catch")))
        .extracting(catcher -> catcher.get("Next"))
        .containsExactly("Time for another look?", "Time for another look?");
    assertThat(objects(state("Write down").get("Catch")))
        .allSatisfy(
            catcher ->
                assertThat(object(object(catcher.get("Assign")).get("answer")))
                    .containsEntry("outcome", "SKIPPED"));
  }

  @Test
  void theJournalIsReadAsItIsAndWrittenOnlyIfNobodyElseHas() {
    assertThat(object(state("Recall").get("Arguments"))).containsEntry("ConsistentRead", true);
    assertThat(object(state("Write down").get("Arguments")))
        .containsEntry(
            "ConditionExpression",
            "attribute_not_exists(keyStoreId) OR version = :seen OR (version = :next AND execution"
                + " = :execution)");
  }

  /** Window counts on it. */
  @Test
  void theJournalIsReadAndWrittenWithinFiveSeconds() {
    for (String name : JOURNAL) {
      assertThat(retrier(name)).containsEntry("MaxAttempts", 1);
      assertThat(
              seconds(state(name).get("TimeoutSeconds")) * 2
                  + seconds(retrier(name).get("IntervalSeconds")))
          .as(name)
          .isLessThanOrEqualTo(5);
    }
  }

  private static Stream<String> names(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? names(type) : Stream.of(type.getSimpleName()));
  }

  @Test
  void everyErrorNameOfOursIsAClassThatExists() {
    Matcher names = Pattern.compile("\"(io\\.keystoreconnector[^\"]+)\"").matcher(text);
    List<String> missing = new ArrayList<>();
    int found = 0;
    while (names.find()) {
      found++;
      try {
        Class.forName(names.group(1));
      } catch (ClassNotFoundException e) {
        missing.add(names.group(1));
      }
    }
    assertThat(found).isPositive();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyFunctionHasAHandler() throws ClassNotFoundException {
    Matcher functions = Pattern.compile("\\$\\{(\\w+)Function}").matcher(text);
    while (functions.find()) {
      String handler = "io.keystoreconnector.handlers." + functions.group(1) + "Handler";
      assertThat(JsonHandler.class).isAssignableFrom(Class.forName(handler));
    }
  }

  /** Whatever AWS answers: a check that begins in time, and its retry, end within the window. */
  @Test
  void theLongestLookFitsBehindTheLastOneThatMayBegin() {
    Instant start = Instant.EPOCH;
    long lastLook = lastLook(start);
    double longest =
        seconds(state("Check key store and HSMs").get("TimeoutSeconds")) * 2
            + seconds(retrier("Check key store and HSMs").get("MaxDelaySeconds"))
            + 5;
    assertThat(retrier("Check key store and HSMs")).containsEntry("MaxAttempts", 1);
    assertThat(lastLook / 1000.0 + longest)
        .as("with two seconds to spare")
        .isLessThanOrEqualTo(seconds(definition.get("TimeoutSeconds")) - 2);
    assertThat(String.valueOf(object(state("Begin").get("Assign")).get("lastLook")))
        .contains(": 1200) * 1000 - " + (1_200_000 - lastLook) + " ");
  }

  /** A last Connect at the deadline still leaves time for the report. */
  @Test
  void everyStepThatActsIsAsQuickAsALookButTheUpdate() {
    for (String name : ACTS) {
      assertThat(state(name).get("TimeoutSeconds"))
          .isEqualTo(
              name.equals("Update") ? 11 : state("Check key store and HSMs").get("TimeoutSeconds"));
      assertThat(retrier(name)).containsEntry("MaxAttempts", 1).containsEntry("MaxDelaySeconds", 2);
    }
    assertThat(state("Prove update").get("TimeoutSeconds"))
        .isEqualTo(state("Update").get("TimeoutSeconds"));
  }

  /** The check that decides an update, the journal, the update, and then the next check. */
  @Test
  void theLongestUpdateEndsBeforeTheLastLookThatMayBegin() {
    Instant start = Instant.EPOCH;
    double check =
        seconds(state("Check key store and HSMs").get("TimeoutSeconds")) * 2
            + seconds(retrier("Check key store and HSMs").get("MaxDelaySeconds"));
    double update =
        seconds(state("Update").get("TimeoutSeconds")) * 2
            + seconds(retrier("Update").get("MaxDelaySeconds"));
    long last = (long) (lastLook(start) / 1000.0 - check - 5 - update);
    assertThat(action(start, start.plusSeconds(last))).isEqualTo("Update");
    assertThat(action(start, start.plusSeconds(last + 1))).isEqualTo("Wait");
  }

  private static String action(Instant start, Instant now) {
    Twin aws = new Twin();
    return String.valueOf(
        decision(
                aws,
                """
                {"request": {"customKeyStoreId": "%s", "update":
                  {"when": "BEFORE_CONNECT", "keyStorePasswordSecretId": "kmsuser"}},
                 "journal": {"version": 0}, "execution": "x", "now": "%s", "startedAt": "%s"}
                """
                    .formatted(Twin.STORE, now, start))
            .get("action"));
  }

  /** Nothing that changes something may be cut off while it waits for the answer. */
  @Test
  void everyStepThatActsLeavesTimeForItsCall() {
    assertThat(Duration.ofSeconds((long) seconds(state("Connect").get("TimeoutSeconds"))))
        .isGreaterThanOrEqualTo(Deadline.LONGEST_CALL.multipliedBy(2));
    assertThat(Duration.ofSeconds((long) seconds(state("Update").get("TimeoutSeconds"))))
        .isGreaterThanOrEqualTo(Deadline.LONGEST_CALL.plus(Deadline.LONGEST_UPDATE));
  }

  /**
   * Only what the functions treat as a call that was not carried out may be repeated. A second
   * Disconnect does no harm, but its answer would hide that the first was carried out, and with
   * LEAVE the run would take its own work for someone else's.
   */
  @Test
  void onlyCallsThatWereNotCarriedOutAreRepeatedWhereARepetitionCouldDoHarm() {
    for (String name : List.of("Connect", "Disconnect", "Add HSM")) {
      assertThat(objects(state(name).get("Retry"))).hasSize(1);
      assertThat(errors(retrier(name)))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(ActResultJson.NOT_CARRIED_OUT);
    }
  }

  /** A SnapStart version that lost its snapshot, for one, fails its next call and only that. */
  @Test
  void aLookThatFailedForAReasonThatPassesIsTriedAgain() {
    assertThat(objects(state("Check key store and HSMs").get("Retry"))).hasSize(1);
    assertThat(errors(retrier("Check key store and HSMs")))
        .containsExactlyInAnyOrderElementsOf(PASSES);
  }

  /**
   * A second Update does no harm. The loop repeats a throttled one, so a repetition here always
   * follows an attempt that may have been carried out, and the answer is read that way.
   */
  @Test
  void anUpdateIsRepeatedOnlyIfItsAnswerWasLost() {
    List<String> lost = new ArrayList<>(PASSES);
    lost.removeAll(ActResultJson.NOT_CARRIED_OUT);
    assertThat(objects(state("Update").get("Retry"))).hasSize(1);
    assertThat(errors(retrier("Update"))).containsExactlyInAnyOrderElementsOf(lost);
    for (String name : ACTS) {
      assertThat(object(objects(state(name).get("Catch")).getFirst().get("Assign")))
          .as(name)
          .containsEntry(
              "answer",
              name.equals("Update")
                  ? "{% $merge([$states.errorOutput, {'retry': $states.context.State.RetryCount}])"
                      + " %}"
                  : "{% $states.errorOutput %}");
    }
  }

  /** Anything else, such as a missing permission, would make the next check fail as well. */
  @Test
  void whatPassesAndWhatDiedLeadsToAnotherLookAndAllElseEndsTheRun() {
    List<String> looksAgain = Stream.concat(PASSES.stream(), DIED.stream()).toList();
    everyStep()
        .forEach(
            name -> {
              List<Map<String, Object>> catchers = objects(state(name).get("Catch"));
              boolean looks = name.equals("Check key store and HSMs");
              assertThat(catchers)
                  .as(name)
                  .extracting(catcher -> catcher.get("Next"))
                  .containsExactly("Time for another look?", "Step failed");
              assertThat(errors(catchers.get(0)))
                  .as(name)
                  .containsExactlyInAnyOrderElementsOf(
                      looks
                          ? looksAgain
                          : Stream.concat(
                                  looksAgain.stream(), Stream.of(NoTimeLeft.class.getName()))
                              .toList());
              assertThat(errors(catchers.get(1))).as(name).containsExactly("States.ALL");
            });
  }

  @Test
  void theMachineEndsWhenTheLongestWindowDoes() {
    assertThat(definition).containsEntry("TimeoutSeconds", 1200);
  }

  /** A step that was retried says so: an earlier attempt may have been carried out. */
  @Test
  void everyActIsToldHowOftenItWasTried() {
    for (String name : ACTS) {
      assertThat(payload(name))
          .as(name)
          .containsEntry("retry", "{% $states.context.State.RetryCount %}");
    }
  }

  /** Every log line names it. */
  @Test
  void everyStepIsToldWhichExecutionItBelongsTo() {
    everyStep()
        .forEach(
            name ->
                assertThat(payload(name))
                    .as(name)
                    .containsEntry("execution", "{% $states.context.Execution.Id %}"));
  }

  private static Stream<String> everyStep() {
    return Stream.concat(Stream.of("Check key store and HSMs", "Prove update"), ACTS.stream());
  }

  private Map<String, Object> payload(String step) {
    return object(object(state(step).get("Arguments")).get("Payload"));
  }

  @Test
  void theTimeForAnotherLookIncludesTheWaitBeforeIt() {
    assertThat(objects(state("Time for another look?").get("Choices")))
        .singleElement()
        .satisfies(
            choice ->
                assertThat(choice)
                    .containsEntry(
                        "Condition", "{% $millis() + $waitSeconds * 1000 < $lastLook %}"));
  }

  private static List<String> errors(Map<String, Object> retrierOrCatcher) {
    return ((List<?>) requireNonNull(retrierOrCatcher.get("ErrorEquals")))
        .stream().map(String::valueOf).toList();
  }

  private static long lastLook(Instant start) {
    Map<String, Object> decision =
        decision(
            new Twin(),
            "{\"request\": {\"customKeyStoreId\": \"%s\"}, \"execution\": \"x\", \"now\": \"%s\", \"startedAt\": \"%s\"}"
                .formatted(Twin.STORE, start, start));
    return (long) seconds(decision.get("lastLook"));
  }

  private static Map<String, Object> decision(Twin aws, String event) {
    return new Invocation()
        .of(
            new CheckHandler(
                aws.keyStores,
                aws.clusters,
                aws.secrets,
                new Settings(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING, false)),
            event);
  }

  private Map<String, Object> retrier(String state) {
    return objects(state(state).get("Retry")).getFirst();
  }

  private static double seconds(@Nullable Object number) {
    return ((Number) requireNonNull(number)).doubleValue();
  }

  private Map<String, Object> state(String name) {
    return object(object(definition.get("States")).get(name));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> object(@Nullable Object json) {
    return (Map<String, Object>) requireNonNull(json);
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static List<Map<String, Object>> objects(@Nullable Object json) {
    return (List<Map<String, Object>>) requireNonNull(json);
  }
}
