package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written in two places, in the documents and in the code, is the same in both. */
class DriftTest {

  private static final Path ROOT = Path.of("../..");
  private static final String CHANGED = "state-changed";
  private static final String INVENTORY = "inventory";

  private final String watch = read("docs/watch.md");

  @Test
  void theExamplesOfTheEventsAreWhatTheCodeMakes() {
    List<JSONObject> examples =
        Pattern.compile("(?ms)^```json$(.*?)^```$")
            .matcher(watch)
            .results()
            .map(example -> new JSONObject(example.group(1)))
            .toList();
    assertThat(examples).hasSize(2);
    assertThat(examples.getFirst().toMap()).isEqualTo(event(CHANGED).toMap());
    assertThat(examples.getLast().toMap()).isEqualTo(event(INVENTORY).toMap());
  }

  @ParameterizedTest
  @ValueSource(strings = {CHANGED, INVENTORY})
  void anEventFollowsItsSchema(String event) {
    holds(event(event), schema(event), "");
    holds(bare(event), schema(event), "");
  }

  /** A field that no event has, or that every event has and no one may rely on. */
  @ParameterizedTest
  @ValueSource(strings = {CHANGED, INVENTORY})
  void theSchemaHasEveryFieldAndRequiresWhatIsAlwaysThere(String event) {
    complete(full(event), bare(event), schema(event), "");
  }

  private static void complete(JSONObject full, JSONObject bare, JSONObject schema, String path) {
    JSONObject properties = schema.getJSONObject("properties");
    assertThat(properties.keySet()).as(path).isEqualTo(full.keySet());
    Set<String> always = new HashSet<>(full.keySet());
    always.retainAll(bare.keySet());
    assertThat(schema.getJSONArray("required").toList())
        .as(path)
        .containsExactlyInAnyOrderElementsOf(always);
    for (String field : full.keySet()) {
      JSONObject property = properties.getJSONObject(field);
      if (full.get(field) instanceof JSONArray items
          && items.get(0) instanceof JSONObject item
          && property.getJSONObject("items").has("properties")) {
        complete(
            item,
            bare.getJSONArray(field).getJSONObject(0),
            property.getJSONObject("items"),
            path + "/" + field);
      } else if (full.get(field) instanceof JSONObject inner) {
        complete(inner, bareCluster(), property, path + "/" + field);
      }
    }
  }

  private static void holds(Object value, JSONObject schema, String path) {
    assertThat(schema.has("const") || fits(value, schema)).as(path).isTrue();
    if (value instanceof JSONObject object) {
      assertThat(object.keySet())
          .as(path)
          .containsAll(
              schema.getJSONArray("required").toList().stream().map(String::valueOf).toList());
      for (String field : object.keySet()) {
        assertThat(schema.getJSONObject("properties").has(field)).as(path + field).isTrue();
        holds(
            object.get(field),
            schema.getJSONObject("properties").getJSONObject(field),
            path + "/" + field);
      }
    }
    if (value instanceof JSONArray array) {
      array.forEach(item -> holds(item, schema.getJSONObject("items"), path + "[]"));
    }
  }

  private static boolean fits(Object value, JSONObject schema) {
    return switch (schema.getString("type")) {
      case "string" ->
          value instanceof String text
              && (!schema.has("format") || Instant.parse(text).isAfter(Instant.MIN));
      case "integer" -> value instanceof Integer;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof JSONArray;
      case "object" -> value instanceof JSONObject;
      default -> false;
    };
  }

  @Test
  void theTitlesOfTheSchemasAreTheDetailTypes() {
    assertThat(schema(CHANGED).getString("title")).isEqualTo(Event.StateChanged.DETAIL_TYPE);
    assertThat(schema(INVENTORY).getString("title")).isEqualTo(Event.Inventory.DETAIL_TYPE);
    assertThat(watch)
        .contains("**`" + Event.StateChanged.DETAIL_TYPE + "`**")
        .contains("**`" + Event.Inventory.DETAIL_TYPE + "`**")
        .contains("Source `" + EventBus.SOURCE + "`");
  }

  @Test
  void theTableOfMetricsIsComplete() {
    Set<String> emitted =
        Metric.of(
                Watched.all("CONNECTED", true, true, Watched.cluster(2, "a", "b"))
                    .expecting(ExpectedStates.of("*=CONNECTED"), Watched.NOW))
            .stream()
            .map(metric -> "`%s` Connector, %s".formatted(metric.name(), metric.dimension()))
            .collect(Collectors.toSet());
    assertThat(
            rows("| metric |").stream()
                .map(row -> row.getFirst() + " " + row.get(2))
                .collect(Collectors.toSet()))
        .isEqualTo(emitted);
    assertThat(watch).contains("Namespace `" + EmbeddedMetrics.NAMESPACE + "`");
  }

  @Test
  void everyVariableIsInTheTable() {
    assertThat(rows("| variable |").stream().map(row -> row.getFirst().replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Settings.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(java.lang.reflect.Field::getName)
                .toList());
  }

  /** The steps write the journal, and the watch reads one field of it. */
  @Test
  void theRepairIsReadFromWhereTheStepsWriteIt() {
    assertThat(
            read("functions/handlers/src/main/java/io/keystoreconnector/handlers/JournalJson.java"))
        .contains("json.put(\"repair\", repair(journal.repair()))");
    JSONObject item =
        new JSONObject(read("statemachine/connect-key-store.asl.json"))
            .getJSONObject("States")
            .getJSONObject("Write down")
            .getJSONObject("Arguments")
            .getJSONObject("Item");
    assertThat(item.keySet()).contains("keyStoreId", "journal");
  }

  private static JSONObject event(String name) {
    Sight seen =
        Watched.all("CONNECTED", true, false, Watched.cluster(2, "eu-central-1a", "eu-central-1b"));
    Memory before =
        new Memory(
            null, Map.of(Watched.STORE, new Memory.Known("CONNECTED", null, Watched.LONG_AGO)));
    return name.equals(CHANGED)
        ? first(
            Findings.of(
                Watched.memory("CONNECTED", null),
                new Sight(
                    List.of(Watched.store("FAILED", "INTERNAL_ERROR")),
                    Set.of(Watched.STORE),
                    Map.of(),
                    Map.of(),
                    Map.of(Watched.STORE, false)),
                Watched.NOW))
        : first(Findings.of(before, seen, Watched.NOW));
  }

  /** The same with every field that it can have. */
  private static JSONObject full(String name) {
    Sight one = Watched.all("FAILED", false, true, Watched.cluster(2, "eu-central-1a"));
    Sight failed =
        new Sight(
            List.of(Watched.store("FAILED", "INTERNAL_ERROR")),
            one.managed(),
            one.clusters(),
            one.usable(),
            one.openRepairs());
    return name.equals(CHANGED)
        ? event(CHANGED)
        : first(Findings.of(Memory.EMPTY, failed, Watched.NOW));
  }

  /** The same with as little as can be known. */
  private static JSONObject bare(String name) {
    return name.equals(CHANGED)
        ? first(
            Findings.of(
                Watched.memory("FAILED", "INTERNAL_ERROR"),
                Watched.only(Watched.store("CONNECTED", null)),
                Watched.NOW))
        : first(Findings.of(Memory.EMPTY, Watched.only(Watched.store(null, null)), Watched.NOW));
  }

  private static JSONObject bareCluster() {
    Cluster cluster = new Cluster(Watched.CLUSTER, "ACTIVE", null, null, 0, Set.of());
    Findings findings =
        Findings.of(Memory.EMPTY, Watched.all("FAILED", false, false, cluster), Watched.NOW);
    return first(findings).getJSONArray("keyStores").getJSONObject(0).getJSONObject("cluster");
  }

  private static JSONObject first(Findings findings) {
    return new JSONObject(EventDetail.of(findings.events().getFirst(), Watched.PLACE).toString());
  }

  private static JSONObject schema(String event) {
    return new JSONObject(read("docs/%s-event.schema.json".formatted(event)));
  }

  /** The cells of the table with that head. */
  private List<List<String>> rows(String head) {
    return watch
        .substring(watch.indexOf(head))
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
