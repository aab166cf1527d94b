package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * No password or key of the world is in a history, an output, a report, a log line or an exception:
 * invariant 3.
 */
final class TellsNoSecret implements Rule {

  @Override
  public boolean isAboutFleets() {
    return true;
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    List<String> secrets = List.copyOf(Secrets.of(evidence));
    Stream<String> histories =
        Stream.concat(evidence.runs().stream(), evidence.fleets().stream())
            .flatMap(
                run ->
                    run.result().history().stream()
                        .flatMap(event -> event.details().values().stream())
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> tells(text, secrets))
                        .map(
                            text ->
                                "The history of run %s contains a secret.".formatted(run.name())));
    Stream<String> logs =
        evidence.logLines().stream()
            .filter(line -> tells(line, secrets))
            .map(line -> "A log line contains a secret.");
    return Stream.concat(histories, logs).distinct();
  }

  private static boolean tells(String text, List<String> secrets) {
    for (String secret : secrets) {
      if (text.contains(secret)) {
        return true;
      }
    }
    return false;
  }
}
