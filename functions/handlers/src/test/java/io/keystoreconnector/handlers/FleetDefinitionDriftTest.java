package io.keystoreconnector.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state machine of a fleet, the one of a run, and the functions must agree. */
class FleetDefinitionDriftTest {

  private static final Path FOLDER = Path.of("../../statemachine");

  private final Map<String, Object> fleet;
  private final Map<String, Object> one;

  FleetDefinitionDriftTest() throws IOException {
    fleet = Json.object(Files.readString(FOLDER.resolve("connect-fleet.asl.json"))).orElseThrow();
    one = Json.object(Files.readString(FOLDER.resolve("connect-key-store.asl.json"))).orElseThrow();
  }

  @Test
  void asManyRunsAreInProgressAsTheirTurnsAreMadeFor() {
    assertThat(state("Each key store")).containsEntry("MaxConcurrency", Fleet.AT_ONCE);
  }

  @Test
  void aRunIsAwaitedLongerThanItCanTake() {
    assertThat(seconds(connect().get("TimeoutSeconds")))
        .isGreaterThan(seconds(one.get("TimeoutSeconds")));
  }

  /** Whatever happens, the largest fleet ends with a report. */
  @Test
  void theLongestFleetEndsBeforeTheMachineDoes() {
    double list =
        6 * seconds(state("List key stores").get("TimeoutSeconds")) + (1 + 2 + 4 + 8 + 16);
    double turn = 8;
    double starts = 5 + 10 + 20;
    double round = turn + starts + seconds(connect().get("TimeoutSeconds"));
    double rounds = Math.ceil((double) Fleet.MOST_MEMBERS / Fleet.AT_ONCE);
    assertThat(retrier(state("List key stores"))).containsEntry("MaxAttempts", 5);
    assertThat(retrier(connect())).containsEntry("MaxAttempts", 3);
    assertThat(list + rounds * round).isLessThan(seconds(fleet.get("TimeoutSeconds")) - 60);
  }

  @Test
  void anInputIsCutToARequestAsThatOfARunIs() {
    assertThat(object(state("Begin").get("Assign")).get("request"))
        .isEqualTo(
            object(object(object(one.get("States")).get("Begin")).get("Assign")).get("request"));
  }

  /** A run that has failed must not be started again by the fleet. */
  @Test
  void noRunIsStartedTwice() {
    assertThat((List<?>) retrier(connect()).get("ErrorEquals"))
        .allSatisfy(error -> assertThat(error.toString()).startsWith("StepFunctions."));
  }

  private Map<String, Object> connect() {
    Map<String, Object> processor = object(state("Each key store").get("ItemProcessor"));
    return object(object(processor.get("States")).get("Connect key store"));
  }

  private static Map<String, Object> retrier(Map<String, Object> state) {
    return object(((List<?>) requireNonNull(state.get("Retry"))).getFirst());
  }

  private static double seconds(@Nullable Object number) {
    return ((Number) requireNonNull(number)).doubleValue();
  }

  private Map<String, Object> state(String name) {
    return object(object(fleet.get("States")).get(name));
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static Map<String, Object> object(@Nullable Object json) {
    return (Map<String, Object>) requireNonNull(json);
  }
}
