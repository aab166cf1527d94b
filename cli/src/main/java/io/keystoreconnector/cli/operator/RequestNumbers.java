package io.keystoreconnector.cli.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The numbers of a request, as options. */
final class RequestNumbers {

  private static final String MAX_ATTEMPTS = "--max-attempts";
  private static final String WINDOW_SECONDS = "--window-seconds";
  private static final String POLL_SECONDS = "--poll-seconds";

  private static final Map<String, String> FIELDS =
      Map.of(
          MAX_ATTEMPTS,
          "maxAttempts",
          WINDOW_SECONDS,
          "windowSeconds",
          POLL_SECONDS,
          "pollSeconds");

  @Option(
      names = MAX_ATTEMPTS,
      paramLabel = "N",
      description = "How often the run may connect: 1 to 10. Default: 3.")
  private @Nullable Integer maxAttempts;

  @Option(
      names = WINDOW_SECONDS,
      paramLabel = "N",
      description = "How long the run may take: 120 to 1200 seconds. Default: 1200.")
  private @Nullable Integer windowSeconds;

  @Option(
      names = POLL_SECONDS,
      paramLabel = "N",
      description = "Seconds between two checks: 5 to 60. Default: 10.")
  private @Nullable Integer pollSeconds;

  private Map<String, Integer> byOption() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    put(numbers, MAX_ATTEMPTS, maxAttempts);
    put(numbers, WINDOW_SECONDS, windowSeconds);
    put(numbers, POLL_SECONDS, pollSeconds);
    return numbers;
  }

  private static void put(Map<String, Integer> numbers, String option, @Nullable Integer number) {
    if (number != null) {
      numbers.put(option, number);
    }
  }

  /** By the request's fields; those that are not given are left out. */
  Map<String, Integer> json() {
    Map<String, Integer> json = new LinkedHashMap<>();
    byOption().forEach((option, number) -> json.put(FIELDS.getOrDefault(option, option), number));
    return json;
  }

  /** They as they must be given again, each after a space. */
  String again() {
    StringBuilder again = new StringBuilder();
    byOption().forEach((option, number) -> again.append(" %s %d".formatted(option, number)));
    return again.toString();
  }

  /** A sentence with the options in place of the request's fields. */
  static String inOptions(String problem) {
    String words = problem;
    for (Map.Entry<String, String> field : FIELDS.entrySet()) {
      words = words.replace(field.getValue(), field.getKey());
    }
    return words;
  }
}
