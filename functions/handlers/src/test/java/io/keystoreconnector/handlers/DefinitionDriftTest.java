package io.keystoreconnector.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Action;
import io.keystoreconnector.core.AllowList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            .map(condition -> condition.replaceAll("^\\{% \\$action = '(\\w+)' %}$", "$1"))
            .collect(Collectors.toSet());
    assertThat(branches).isEqualTo(names(Action.class).collect(Collectors.toSet()));
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

  /** Whatever AWS answers: a look that begins in time, and its retry, end within the window. */
  @Test
  void theLongestLookFitsBehindTheLastOneThatMayBegin() {
    Instant start = Instant.EPOCH;
    long lastLook = lastLook(start);
    double longest =
        seconds(state("Check key store and HSMs").get("TimeoutSeconds")) * 2
            + seconds(retrier("Check key store and HSMs").get("MaxDelaySeconds"));
    assertThat(retrier("Check key store and HSMs")).containsEntry("MaxAttempts", 1);
    assertThat(lastLook / 1000.0 + longest)
        .as("with two seconds to spare")
        .isLessThanOrEqualTo(seconds(definition.get("TimeoutSeconds")) - 2);
    assertThat(String.valueOf(object(state("Begin").get("Assign")).get("lastLook")))
        .contains(": 1200) * 1000 - " + (1_200_000 - lastLook) + " ");
  }

  /** A last Connect at the deadline still leaves time for the report. */
  @Test
  void everyStepThatActsIsAsQuickAsALook() {
    for (String name : List.of("Connect", "Disconnect", "Update", "Add HSM")) {
      assertThat(state(name).get("TimeoutSeconds"))
          .isEqualTo(state("Check key store and HSMs").get("TimeoutSeconds"));
      assertThat(retrier(name)).containsEntry("MaxAttempts", 1).containsEntry("MaxDelaySeconds", 2);
    }
  }

  private static long lastLook(Instant start) {
    Twin aws = new Twin();
    Map<String, Object> decision =
        new Invocation()
            .of(
                new CheckHandler(
                    aws.keyStores,
                    aws.clusters,
                    aws.secrets,
                    new Settings(AllowList.EVERY, AllowList.EVERY, false)),
                "{\"request\": {\"customKeyStoreId\": \"%s\"}, \"execution\": \"x\", \"now\": \"%s\", \"startedAt\": \"%s\"}"
                    .formatted(Twin.STORE, start, start));
    return (long) seconds(decision.get("lastLook"));
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

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Map<String, Object> object(@Nullable Object json) {
    return (Map<String, Object>) requireNonNull(json);
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static List<Map<String, Object>> objects(@Nullable Object json) {
    return (List<Map<String, Object>>) requireNonNull(json);
  }
}
