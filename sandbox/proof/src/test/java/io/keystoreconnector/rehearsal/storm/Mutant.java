package io.keystoreconnector.rehearsal.storm;

import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.rehearsal.scenario.FunctionSwap;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.jr.ob.JSON;

/** The connector, broken on purpose: one for each rule that it breaks, named after the rule. */
enum Mutant {
  NeverDisconnectsAConnectedStore(
      before("Check", "TrentService.DisconnectCustomKeyStore", Mutant.STORE)),
  UpdatesAConnectedStoreOnlyNow(
      before("Check", "TrentService.UpdateCustomKeyStore", Mutant.SAME_PATH)),
  SuccessMeansConnected(
      answer(text -> text.replace("\"action\":\"Wait\"", "\"action\":\"Connected\""))),
  ConnectedMeansSuccess(
      answer(text -> text.replace("\"action\":\"Connected\"", "\"action\":\"NeedsAPerson\""))),
  SuccessMeansUsable(report("proved", Map.of("by", "Nothing", "at", "now"))),
  TellsNoSecret(
      (name, function, services) ->
          name.equals("Update")
              ? payload -> {
                String secret =
                    services
                        .answer("secretsmanager.GetSecretValue", Mutant.SECRET, Mutant.PATIENCE)
                        .body();
                throw new IllegalStateException(secret);
              }
              : function),
  PushesNoVersionTwice(forgetting("used", "told")),
  TriesNoWrongPasswordAgain(
      (name, function, services) ->
          name.equals("Check") ? payload -> forgetful(function, payload) : function),
  LogsInWrongAtMostTwice(forgetting("logIns", "used", "told")),
  NeverLeavesItsOwnRepair(forgetting("line", "repair", "logIns")),
  BeginsNoRepairThatCannotBeFinished(answerWithout("proof")),
  WritesDownBeforeActing(answerWithout("write")),
  ActsAloneOnALook(Mutant::unconditional, FunctionSwap.NONE),
  ChangesNothingWithoutTheJournal(
      event(
          event -> {
            if (object(event, "journal").containsKey("unavailable")) {
              event.put("journal", Map.of("version", 0));
            }
          })),
  EndsInTimeWithAReport(
      definition -> definition.replace("\"TimeoutSeconds\": 1200", "\"TimeoutSeconds\": 100"),
      FunctionSwap.NONE),
  ConnectsAtMostAsOftenAsAllowed(
      before("Connect", "TrentService.ConnectCustomKeyStore", Mutant.STORE)),
  BuysAtMostOneHsm(before("AddHsm", "BaldrApiService.CreateHsm", Mutant.HSM)),
  BuysOneHsmInAll(before("AddHsm", "BaldrApiService.CreateHsm", Mutant.HSM)),
  BuysNoneBesideADegradedHsm(before("Check", "BaldrApiService.CreateHsm", Mutant.HSM)),
  LeavesAClusterInChangeAlone(before("Check", "TrentService.ConnectCustomKeyStore", Mutant.STORE)),
  BuysHsmsOnlyIfAllowed(before("Check", "BaldrApiService.CreateHsm", Mutant.HSM)),
  DryRunsChangeNothing(before("Check", "TrentService.ConnectCustomKeyStore", Mutant.STORE)),
  ChangesOnlyAllowedStores(before("Check", "TrentService.ConnectCustomKeyStore", Mutant.STORE)),
  ReportsTheStateLastSeen(
      answer(
          text ->
              text.replace(
                  "\"connectionState\":\"FAILED\"", "\"connectionState\":\"DISCONNECTED\""))),
  ReportsEveryAction(report("actions", List.of())),
  CountsAttemptsTruly(report("attempts", 0)),
  ReportsFailuresThatWere(report("failures", List.of(Map.of("code", "NEVER_WAS", "at", "now")))),
  NamesTheRealCause(
      answer(
          text ->
              text.replace("\"reason\":\"NO_ACTIVE_HSM\"", "\"reason\":\"CLUSTER_NOT_FOUND\""))),
  JudgesRequestsTruly(
      answer(text -> text.replace("\"action\":\"Connect\"", "\"action\":\"InvalidRequest\""))),
  OneStoreStopsNoOther(definition -> definition, Mutant::withoutCatch, FunctionSwap.NONE),
  ReportsEachStoreTruly(
      definition -> definition,
      definition -> definition.replace("$of('CONNECTED')", "$of('LEFT_DISCONNECTED')"),
      FunctionSwap.NONE);

  private static final int PATIENCE = 2000;
  private static final String STORE = "{\"CustomKeyStoreId\": \"" + Vocabulary.STORE_ID + "\"}";
  private static final String SAME_PATH =
      "{\"CustomKeyStoreId\": \""
          + Vocabulary.STORE_ID
          + "\", \"XksProxyUriPath\": \"/kms/xks/v1\"}";
  private static final String SECRET = "{\"SecretId\": \"" + Vocabulary.SECRET + "\"}";
  private static final String HSM =
      "{\"ClusterId\": \"" + Vocabulary.CLUSTER + "\", \"AvailabilityZone\": \"eu-central-1a\"}";

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  final UnaryOperator<String> definition;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  final UnaryOperator<String> fleetDefinition;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  final FunctionSwap swap;

  Mutant(FunctionSwap swap) {
    this(definition -> definition, swap);
  }

  Mutant(UnaryOperator<String> definition, FunctionSwap swap) {
    this(definition, fleetDefinition -> fleetDefinition, swap);
  }

  Mutant(
      UnaryOperator<String> definition, UnaryOperator<String> fleetDefinition, FunctionSwap swap) {
    this.definition = definition;
    this.fleetDefinition = fleetDefinition;
    this.swap = swap;
  }

  /** Whether a case contains what this mutant needs to break its rule. */
  boolean canBreak(Map<String, Object> json) {
    String text = JSON.std.asString(json);
    return switch (this) {
      case UpdatesAConnectedStoreOnlyNow -> text.contains("\"xks\"");
      case DryRunsChangeNothing -> text.contains("\"dryRun\":true");
      case BuysAtMostOneHsm, BuysOneHsmInAll -> text.contains("\"addHsm\":true");
      case BuysNoneBesideADegradedHsm -> text.contains("\"DEGRADED\"");
      case LeavesAClusterInChangeAlone -> text.contains("MODIFY_IN_PROGRESS");
      case ChangesOnlyAllowedStores -> text.contains("\"allowedKeyStores\"");
      case ChangesNothingWithoutTheJournal ->
          Vocabulary.TABLE_OPERATIONS.stream().anyMatch(text::contains);
      case NeverLeavesItsOwnRepair -> text.contains("\"LEAVE\"");
      case PushesNoVersionTwice -> json.containsKey("runs");
      case LogsInWrongAtMostTwice ->
          json.containsKey("runs") && text.contains("\"PlantedWrongPass1\"");
      case ActsAloneOnALook -> text.contains("\"beside\":0");
      case OneStoreStopsNoOther, ReportsEachStoreTruly -> text.contains("\"fleet\":true");
      default -> true;
    };
  }

  /** A function that makes a forbidden call four times. */
  private static FunctionSwap before(String function, String target, String body) {
    return (name, real, services) ->
        name.equals(function) ? payload -> afterCalls(services, target, body, real, payload) : real;
  }

  private static String afterCalls(
      DirectService services, String target, String body, LambdaFunction real, String payload)
      throws Throwable {
    for (int i = 0; i < 4; i++) {
      var _ = services.answer(target, body, PATIENCE);
    }
    return real.invoke(payload);
  }

  /** A look with a different answer. */
  private static FunctionSwap answer(UnaryOperator<String> change) {
    return (name, real, services) ->
        name.equals("Check") ? payload -> change.apply(real.invoke(payload)) : real;
  }

  /** A look whose report lies. */
  private static FunctionSwap report(String field, Object lie) {
    return answer(
        text -> {
          Map<String, Object> answer = JSON.std.mapFrom(text);
          if (answer.containsKey("report")) {
            object(answer, "report").put(field, lie);
          }
          return JSON.std.asString(answer);
        });
  }

  /** A look whose answer lacks a part of what it decided. */
  private static FunctionSwap answerWithout(String field) {
    return answer(
        text -> {
          Map<String, Object> answer = JSON.std.mapFrom(text);
          answer.computeIfPresent(field, (name, any) -> Map.of());
          return JSON.std.asString(answer);
        });
  }

  /** A look that gets a different input; looks that only find the id are left unchanged. */
  private static FunctionSwap event(Consumer<Map<String, Object>> change) {
    return (name, real, services) ->
        name.equals("Check") ? payload -> real.invoke(changed(payload, change)) : real;
  }

  private static String changed(String payload, Consumer<Map<String, Object>> change) {
    Map<String, Object> event = JSON.std.mapFrom(payload);
    if (event.containsKey("journal")) {
      change.accept(event);
    }
    return JSON.std.asString(event);
  }

  /** A look that does not read some parts of the journal. */
  private static FunctionSwap forgetting(String... parts) {
    return event(
        event ->
            object(event, "journal")
                .computeIfPresent(
                    "entry",
                    (name, entry) -> {
                      Map<String, Object> journal = JSON.std.mapFrom(entry.toString());
                      journal.keySet().removeAll(List.of(parts));
                      return JSON.std.asString(journal);
                    }));
  }

  /** The journal is written regardless of what another run has written in the meantime. */
  private static String unconditional(String definition) {
    Map<String, Object> machine = JSON.std.mapFrom(definition);
    object(object(object(machine, "States"), "Write down"), "Arguments")
        .keySet()
        .removeAll(List.of("ConditionExpression", "ExpressionAttributeValues"));
    return JSON.std.asString(machine);
  }

  /** A run that fails ends the iterations for all other key stores. */
  private static String withoutCatch(String definition) {
    Map<String, Object> machine = JSON.std.mapFrom(definition);
    Map<String, Object> each = object(object(machine, "States"), "Each key store");
    object(object(object(each, "ItemProcessor"), "States"), "Connect key store").remove("Catch");
    return JSON.std.asString(machine);
  }

  /** Forgets what failed, and disconnects where only a person can help. */
  private static String forgetful(LambdaFunction check, String payload) throws Throwable {
    Map<String, Object> event = JSON.std.mapFrom(payload);
    if (!event.containsKey("progress")) {
      return check.invoke(payload);
    }
    object(event, "progress").computeIfPresent("failures", (name, any) -> new ArrayList<>());
    Map<String, Object> answer = JSON.std.mapFrom(check.invoke(JSON.std.asString(event)));
    if ("INVALID_CREDENTIALS".equals(object(answer, "report").get("reason"))) {
      answer.put("action", "Disconnect");
      answer.put("act", Map.of("keyStoreId", Vocabulary.STORE_ID));
    }
    return JSON.std.asString(answer);
  }

  @SuppressWarnings("unchecked") // JSON objects have texts as keys
  private static Map<String, Object> object(Map<String, Object> json, String field) {
    return Objects.requireNonNull((Map<String, Object>) json.get(field));
  }
}
