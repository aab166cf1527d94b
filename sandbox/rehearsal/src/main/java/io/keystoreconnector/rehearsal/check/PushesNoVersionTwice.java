package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A secret version that KMS accepted is not pushed to that key store again once a login with it has
 * failed or CONNECTED has proved it, or KMS took it while CONNECTED: invariant 4. A push may be
 * made again if the run never learned its answer, or did not get as far as the next write or look.
 * A version with the label of a push from before the first run counts as pushed.
 */
final class PushesNoVersionTwice implements Rule {

  private static final List<String> WRONG = List.of("INVALID_CREDENTIALS", "USER_LOCKED_OUT");
  private static final String LABEL = "applied-";

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return Json.objects(evidence.worldBefore().get("keyStores")).stream()
        .map(store -> Json.text(store, "id"))
        .flatMap(store -> breaches(evidence, store));
  }

  private static Stream<String> breaches(Evidence evidence, String store) {
    Set<String> labelled = labelled(evidence, store);
    List<Map.Entry<SeenCall, String>> pushes = Pushes.of(evidence, store);
    List<String> breaches = new ArrayList<>();
    for (int i = 0; i < pushes.size(); i++) {
      SeenCall push = pushes.get(i).getKey();
      String version = pushes.get(i).getValue();
      boolean spent =
          pushes.subList(0, i).stream()
              .filter(before -> before.getValue().equals(version))
              .map(Map.Entry::getKey)
              .anyMatch(before -> isKnown(before, evidence) && tried(before, push, evidence));
      if (spent || labelled.contains(version)) {
        breaches.add(
            "Run %s pushed the secret version %s to %s again."
                .formatted(push.run(), version, store));
      }
    }
    return breaches.stream();
  }

  /** Versions that have the label of a push from the start. */
  private static Set<String> labelled(Evidence evidence, String store) {
    Set<String> labelled = new HashSet<>();
    for (Map<?, ?> secret : Json.objects(evidence.worldBefore().get("secrets"))) {
      for (Map<?, ?> version : Json.objects(secret.get("versions"))) {
        if (version.get("stages") instanceof List<?> stages && stages.contains(LABEL + store)) {
          labelled.add(Json.text(version, "versionId"));
        }
      }
    }
    return labelled;
  }

  /** Whether the workflow learned that KMS accepted it, and got far enough to remember it. */
  private static boolean isKnown(SeenCall push, Evidence evidence) {
    return push.succeeded()
        && evidence.runs().stream()
            .filter(run -> run.name().equals(push.run()))
            .map(RunRecord::attempts)
            .anyMatch(
                attempts ->
                    push.invocation() < attempts.size()
                        && attempts.get(push.invocation()).succeeded()
                        && remembers(
                            attempts.subList(push.invocation() + 1, attempts.size()),
                            attempts.stream().anyMatch(Attempt::isOfTheJournal)));
  }

  private static boolean remembers(List<Attempt> later, boolean hasJournal) {
    return later.stream()
        .filter(Attempt::succeeded)
        .anyMatch(attempt -> hasJournal ? attempt.writesTheJournal() : attempt.isLook());
  }

  /** Whether KMS has since logged in with it, successfully or not. */
  private static boolean tried(SeenCall before, SeenCall push, Evidence evidence) {
    List<EventRecord> events = evidence.events();
    String store = push.text("CustomKeyStoreId");
    if (Happened.state(evidence, store, before.position()).equals("CONNECTED")) {
      return true;
    }
    return IntStream.range(before.position(), push.position())
        .mapToObj(events::get)
        .filter(event -> event.subject().equals(store))
        .anyMatch(
            event ->
                "CONNECTED".equals(event.details().get("to"))
                    || (event.event().equals("CONNECT_FAILED")
                        && WRONG.contains(String.valueOf(event.details().get("errorCode")))));
  }
}
