package io.keystoreconnector.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * What is written in two places, in the documents and in other modules' code, is the same in both.
 */
class DriftTest {

  private static final Path ROOT = Path.of("../..");
  private static final Settings SETTINGS =
      Settings.from(
          Map.of(
                  Settings.CONNECTOR_NAME, "payments-connector",
                  Settings.RUNBOOK_URL, "https://wiki.example.com/runbook")
              ::get);

  private final String outcomes = read("docs/outcomes.md");
  private final JSONObject schema = new JSONObject(read("docs/outcome-event.schema.json"));

  @Test
  void theExampleOfTheEventIsWhatTheCodeMakes() {
    String example = outcomes.substring(outcomes.indexOf("```json") + 7);
    assertThat(new JSONObject(example).toMap())
        .isEqualTo(detail(SETTINGS, outcome("FAILED", Runs.needsAPerson())).toMap());
  }

  @Test
  void theSchemaHasEveryFieldAndNoOther() {
    Set<String> fields =
        new HashSet<>(detail(SETTINGS, outcome("FAILED", Runs.needsAPerson())).keySet());
    fields.addAll(connected().keySet());
    assertThat(schema.getJSONObject("properties").keySet()).isEqualTo(fields);
  }

  @Test
  void theSchemaRequiresWhatIsAlwaysThere() {
    Settings bare = Settings.from(name -> null);
    Set<String> always = new HashSet<>(connected().keySet());
    always.retainAll(detail(bare, outcome("TIMED_OUT", null, new JSONObject())).keySet());
    always.remove("executionLink"); // Other partitions than those of these runs have none.
    assertThat(schema.getJSONArray("required").toList())
        .containsExactlyInAnyOrderElementsOf(always);
  }

  @Test
  void everyValueIsOfTheTypeThatTheSchemaSays() {
    Stream.of(
            connected(),
            detail(SETTINGS, outcome("FAILED", Runs.needsAPerson())),
            detail(SETTINGS, outcome("TIMED_OUT", null)))
        .forEach(
            detail ->
                detail
                    .keySet()
                    .forEach(
                        field ->
                            assertThat(fits(detail.get(field), property(field)))
                                .as(field)
                                .isTrue()));
    assertThat(property("outcome").getJSONArray("enum").toList())
        .isEqualTo(Arrays.stream(RunEnd.values()).map(Enum::name).toList());
  }

  private JSONObject property(String field) {
    return schema.getJSONObject("properties").getJSONObject(field);
  }

  private static boolean fits(Object value, JSONObject property) {
    if (property.has("enum")) {
      return property.getJSONArray("enum").toList().contains(value);
    }
    if (property.has("const")) {
      return property.get("const").equals(value);
    }
    return switch (property.getString("type")) {
      case "string" ->
          value instanceof String text
              && text.length() <= property.optInt("maxLength", 2048)
              && (!property.optString("format").equals("uri") || URI.create(text).isAbsolute());
      case "integer" -> value instanceof Integer;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof JSONArray;
      default -> false;
    };
  }

  @Test
  void theTableOfEndsSaysWhoIsTold() {
    List<List<String>> rows = rows("## Who is told what");
    assertThat(rows.stream().map(row -> row.getFirst().replace("`", "")))
        .containsExactly(Arrays.stream(RunEnd.values()).map(Enum::name).toArray(String[]::new));
    for (List<String> row : rows) {
      RunEnd end = RunEnd.valueOf(row.getFirst().replace("`", ""));
      assertThat(row.get(2).equals("SUCCESS"))
          .as(end + " stack")
          .isEqualTo(end == RunEnd.CONNECTED);
      assertThat(row.getLast().startsWith("yes"))
          .as(end + " people")
          .isEqualTo(ending(end).pages());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RunEnd.class,
      names = {"LEFT_DISCONNECTED", "TIMED_OUT", "ABORTED", "NO_REPORT"})
  void theRunbookExplainsTheEndsThatHaveNoReasonOfTheirOwn(RunEnd end) {
    String link = requireNonNull(ending(end).links().runbook());
    Set<String> anchors =
        read("docs/runbook.md")
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(anchors).contains(link.substring(link.indexOf('#') + 1));
  }

  @Test
  void everyOutcomeThatTheRunbookKnowsIsAnEnd() {
    String runbook = read("docs/runbook.md");
    Set<String> ends = Arrays.stream(RunEnd.values()).map(Enum::name).collect(Collectors.toSet());
    List<String> reported = all("(?m)^\\| `([A-Z_]+)` \\| (?:succeeded|failed)", runbook).toList();
    assertThat(reported).hasSizeGreaterThan(5);
    assertThat(ends).containsAll(reported);
  }

  /** What is read from a report is what the steps write into it. */
  @Test
  void theReportIsWrittenAsItIsRead() {
    String writers =
        Stream.of("DecisionJson", "ProgressJson")
            .map(
                name ->
                    read(
                        "functions/handlers/src/main/java/io/keystoreconnector/handlers/%s.java"
                            .formatted(name)))
            .collect(Collectors.joining());
    String reader =
        read("functions/lifecycle/src/main/java/io/keystoreconnector/lifecycle/OutcomeReader.java");
    List<String> fields =
        all("(?:report|seen|failures|proved)\\S*?, ?\"(\\w+)\"|\\.opt\\w*\\(\"(\\w+)\"", reader)
            .toList();
    assertThat(fields)
        .contains("reason", "message", "keyStore", "id", "attempts", "failures", "proved", "by");
    assertThat(fields).allSatisfy(field -> assertThat(writers).contains("\"" + field + "\""));
  }

  @Test
  void theDocumentedAttributesAreThoseOfAnAnswer() {
    String supported =
        all("`!GetAtt` supports ([^.]+)\\.", read("docs/outcomes.md")).findFirst().orElseThrow();
    assertThat(all("`(\\w+)`", supported))
        .containsExactlyInAnyOrderElementsOf(
            StackAnswer.attributes("", "", "", null, null).keySet());
  }

  /** Skipped while no step writes about a journal at all. */
  @Test
  void whatTheStepsSayOfTheJournalIsWhatTheMetricCounts() throws IOException {
    StringBuilder writers = new StringBuilder();
    for (String module : List.of("core", "handlers")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve("functions/" + module + "/src/main"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> writers.append(read(ROOT.relativize(file).toString())));
      }
    }
    assumeThat(writers.toString()).contains("JOURNAL_UNAVAILABLE");
    assertThat(writers.toString()).contains("\"remembered\"", "\"unavailable\"");
  }

  @Test
  void aDeploymentMaySetEveryFieldOfTheRequestButADryRunAndWhatAPersonSays() {
    String readme = read("README.md");
    Set<String> request =
        all(
                "`(\\w+)`",
                readme
                    .substring(readme.indexOf("## The request"), readme.indexOf("In `update`:"))
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1)[1])
                    .collect(Collectors.joining()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(request.remove("dryRun")).isTrue();
    request.remove("passwordTold");
    request.add("keyStores");
    assertThat(ConnectionProperties.FIELDS.keySet().stream().map(PropertyKind::field))
        .containsExactlyInAnyOrderElementsOf(request);
  }

  @Test
  void theTableOfPropertiesIsComplete() {
    Set<String> documented =
        rows("| property | meaning |").stream()
            .flatMap(row -> all("`(\\w+)`", row.getFirst()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(ConnectionProperties.FIELDS.keySet());
    known.addAll(List.of("DisconnectOnDelete", "ServiceTimeout"));
    assertThat(documented).isEqualTo(known);
  }

  @Test
  void theStackInTheDocumentIsOneThatTheFunctionTakes() {
    String snippet =
        outcomes.substring(outcomes.indexOf("    Properties:"), outcomes.indexOf("Outputs:"));
    Map<String, Object> properties =
        Pattern.compile("(?m)^ {6}(\\w+): (\\S+)$")
            .matcher(snippet)
            .results()
            .collect(
                Collectors.toMap(match -> match.group(1), match -> match.group(2), (a, b) -> a));
    assertThat(properties).hasSizeGreaterThan(2);
    assertThat(ConnectionProperties.read(properties).request()).containsEntry("maxAttempts", 5);
  }

  @Test
  void everyVariableIsInTheTable() {
    Set<String> variables =
        Arrays.stream(Settings.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(DriftTest::value)
            .collect(Collectors.toSet());
    assertThat(rows("| variable | function |").stream().map(row -> row.getFirst().replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(variables);
  }

  /** FunctionsTest in infra holds the functions' own timeouts to those of the states. */
  @Test
  void aDeleteWaitsForTheLongestStep() {
    JSONObject states =
        new JSONObject(read("statemachine/connect-key-store.asl.json")).getJSONObject("States");
    assertThat(
            states.keySet().stream()
                .map(states::getJSONObject)
                .filter(state -> state.getString("Type").equals("Task"))
                .mapToInt(state -> state.getInt("TimeoutSeconds"))
                .max())
        .hasValue(EarlierRuns.LONGEST_STEP_SECONDS);
  }

  @Test
  void theRunsThatMayBeStoppedAreThoseThatAreStarted() {
    assertThat(read("infra/src/main/java/io/keystoreconnector/infra/CustomResourceProvider.java"))
        .contains("\"" + ResourceRuns.STARTED_BY_A_STACK + "\"");
  }

  @Test
  void theStateMachinesTakeOffWhatIsPutIn() {
    for (String machine : List.of("connect-key-store", "connect-fleet")) {
      assertThat(read("statemachine/%s.asl.json".formatted(machine)))
          .contains("$field != '" + Callback.FIELD + "'");
    }
  }

  /** What is read from the report of a fleet is what its state machine writes into it. */
  @Test
  void theReportOfAFleetIsWrittenAsItIsRead() {
    List<String> fields =
        all(
                "(?:opt\\w+|each|text)\\((?:report, )?\"(\\w+)\"|shown\\(store, \"(\\w+)\"",
                read(
                    "functions/lifecycle/src/main/java/io/keystoreconnector/lifecycle/FleetAnswer.java"))
            .toList();
    assertThat(fields).contains("outcome", "message", "left", "needsAPerson", "keyStoreId");
    String writer = read("statemachine/connect-fleet.asl.json");
    assertThat(fields).allSatisfy(field -> assertThat(writer).contains("'" + field + "'"));
    assertThat(writer).contains("'DONE'", "'NEEDS_A_PERSON'");
  }

  private static JSONObject connected() {
    JSONObject detail =
        detail(
            Settings.from(name -> null),
            outcome("SUCCEEDED", Runs.report("CONNECTED", "CONNECTED")));
    assertThat(detail.has("guidance")).isFalse();
    return detail;
  }

  private static Outcome ending(RunEnd end) {
    return switch (end) {
      case TIMED_OUT, ABORTED -> outcome(end.name(), null);
      case NO_REPORT -> outcome("FAILED", null);
      case CONNECTED, LEFT_DISCONNECTED, DRY_RUN ->
          outcome("SUCCEEDED", Runs.report(end.name(), "CONNECTED"));
      default -> outcome("FAILED", Runs.report(end.name(), "FAILED"));
    };
  }

  private static Outcome outcome(String status, @Nullable JSONObject report) {
    return outcome(status, report, Runs.input());
  }

  private static Outcome outcome(String status, @Nullable JSONObject report, JSONObject input) {
    Runs one = new Runs();
    String arn = one.add(status, input, report);
    OutcomeReader reader = new OutcomeReader(SETTINGS);
    return reader.read(new Executions(one.stepFunctions, reader).describe(arn));
  }

  private static JSONObject detail(Settings settings, Outcome outcome) {
    Map<String, Object> detail =
        new OutcomeEvent(Mockito.mock(EventBridgeClient.class), settings).detail(outcome);
    return new JSONObject(new JSONObject(detail).toString());
  }

  /** The cells of the table that follows a place in the document. */
  private List<List<String>> rows(String after) {
    return outcomes
        .substring(outcomes.indexOf(after))
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(0, cells.size() - 1))
        .toList();
  }

  private static Stream<String> all(String pattern, String text) {
    Function<MatchResult, String> found =
        match -> match.group(1) != null ? match.group(1) : match.group(2);
    return Pattern.compile(pattern).matcher(text).results().map(found);
  }

  private static String value(java.lang.reflect.Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
