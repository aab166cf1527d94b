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
 * Over all runs together, consecutive or simultaneous, at most two logins to a CloudHSM key store
 * are wrong without new evidence, and at most three without a word. Invariant 14.
 *
 * <p>A wrong login is a connect that no person began and that ended with INVALID_CREDENTIALS, or
 * with a login that {@code kmsuser} counted. It counts from the moment its connect began.
 *
 * <p>A word is CONNECTED; an accepted act of a person that concerns credentials, which is a change
 * of the password in the cluster, an UpdateCustomKeyStore, a Connect or a Disconnect; the start of
 * a run whose request says {@code passwordTold}, and that run's first Connect. Evidence is a word,
 * or a version that a person puts into a secret, or one that KMS accepts for the first time.
 */
final class LogsInWrongAtMostTwice implements Rule {

  private static final int WITHOUT_EVIDENCE = 2;
  private static final int WITHOUT_WORD = 3;
  private static final String WRONG = "INVALID_CREDENTIALS";
  private static final Set<String> WORDS =
      Set.of("ResetPassword", "TellPassword", "Connect", "Disconnect");

  /** A wrong login, by the positions of its beginning and its end among the events. */
  private record WrongLogIn(int begun, int ended) {}

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return stores(evidence).flatMap(store -> breaches(evidence, store));
  }

  /** The most wrong logins without a word in between. */
  static int worst(Evidence evidence) {
    return stores(evidence)
        .mapToInt(
            store ->
                most(wrongLogIns(evidence.events(), store), words(evidence, store, WORDS)).size())
        .max()
        .orElse(0);
  }

  private static Stream<String> stores(Evidence evidence) {
    return Json.objects(evidence.worldBefore().get("keyStores")).stream()
        .filter(store -> store.get("xks") == null)
        .map(store -> Json.text(store, "id"));
  }

  private static Stream<String> breaches(Evidence evidence, String store) {
    List<WrongLogIn> wrong = wrongLogIns(evidence.events(), store);
    if (wrong.size() <= WITHOUT_EVIDENCE) {
      return Stream.empty();
    }
    Set<Integer> words = words(evidence, store, WORDS);
    Set<Integer> all = new HashSet<>(words);
    all.addAll(words(evidence, store, Set.of("PutSecret")));
    all.addAll(newVersions(evidence, store));
    return Stream.concat(
        sentence(most(wrong, all), WITHOUT_EVIDENCE, "new evidence", store, evidence),
        sentence(most(wrong, words), WITHOUT_WORD, "a word", store, evidence));
  }

  private static Stream<String> sentence(
      List<WrongLogIn> most, int allowed, String what, String store, Evidence evidence) {
    return most.size() <= allowed
        ? Stream.empty()
        : Stream.of(
            "The runs logged in to %s with a wrong password %d times without %s, at %s s."
                .formatted(
                    store,
                    most.size(),
                    what,
                    most.stream()
                        .map(one -> evidence.events().get(one.ended()).atMillis() / 1000)
                        .toList()));
  }

  /** The longest series with no reset between the starts of its connects. */
  private static List<WrongLogIn> most(List<WrongLogIn> wrong, Set<Integer> resets) {
    List<WrongLogIn> most = List.of();
    List<WrongLogIn> series = new ArrayList<>();
    for (WrongLogIn one : wrong) {
      int before = series.isEmpty() ? one.begun() : series.getLast().begun();
      if (resets.stream().anyMatch(reset -> before < reset && reset <= one.begun())) {
        series.clear();
      }
      series.add(one);
      most = series.size() > most.size() ? List.copyOf(series) : most;
    }
    return most;
  }

  private static List<WrongLogIn> wrongLogIns(List<EventRecord> events, String store) {
    List<WrongLogIn> wrong = new ArrayList<>();
    int begun = -1;
    for (int i = 0; i < events.size(); i++) {
      EventRecord event = events.get(i);
      if (event.subject().equals(store) && "CONNECTING".equals(event.details().get("to"))) {
        begun = Happened.isByAPerson(events, i, "Connect") ? -1 : i;
      } else if (event.subject().equals(store) && event.event().equals("CONNECT_FAILED")) {
        if (begun >= 0 && isWrong(events, i)) {
          wrong.add(new WrongLogIn(begun, i));
        }
        begun = -1;
      }
    }
    return wrong;
  }

  /** The event of kmsuser's count comes right before the end of the connect. */
  private static boolean isWrong(List<EventRecord> events, int failed) {
    return WRONG.equals(events.get(failed).details().get("errorCode"))
        || (failed > 0
            && List.of("LOG_IN_FAILED", "KMSUSER_LOCKED").contains(events.get(failed - 1).event())
            && events.get(failed - 1).atMillis() == events.get(failed).atMillis());
  }

  /** The positions before which a word was given, counted from the start. */
  private static Set<Integer> words(Evidence evidence, String store, Set<String> deeds) {
    List<EventRecord> events = evidence.events();
    Set<Integer> words = new HashSet<>();
    IntStream.range(0, events.size())
        .filter(
            i ->
                (events.get(i).subject().equals(store)
                        && "CONNECTED".equals(events.get(i).details().get("to")))
                    || isDeed(events, i, deeds))
        .forEach(words::add);
    evidence.runs().stream()
        .filter(run -> run.asks("passwordTold"))
        .forEach(
            run -> {
              words.add(run.begun());
              run.calls(SeenCall.CONNECT).stream()
                  .findFirst()
                  .ifPresent(call -> words.add(lastConnecting(events, store, call.position())));
            });
    return words;
  }

  private static boolean isDeed(List<EventRecord> events, int i, Set<String> deeds) {
    EventRecord event = events.get(i);
    String deed = String.valueOf(event.details().get("deed"));
    return event.event().equals("PERSON") && deeds.contains(deed) && !isRefused(events, i, deed);
  }

  /** A reset of the password counts even if the secret then refuses it. */
  private static boolean isRefused(List<EventRecord> events, int i, String deed) {
    return !deed.equals("ResetPassword")
        && i + 1 < events.size()
        && events.get(i + 1).event().equals("PERSON_REFUSED");
  }

  private static int lastConnecting(List<EventRecord> events, String store, int position) {
    return IntStream.range(0, position)
        .filter(i -> events.get(i).subject().equals(store))
        .filter(i -> "CONNECTING".equals(events.get(i).details().get("to")))
        .reduce(0, (earlier, later) -> later);
  }

  private static Set<Integer> newVersions(Evidence evidence, String store) {
    Set<String> versions = new HashSet<>();
    Set<Integer> places = new HashSet<>();
    for (Map.Entry<SeenCall, String> push : Pushes.of(evidence, store)) {
      if (versions.add(push.getValue())) {
        places.add(push.getKey().position());
      }
    }
    return places;
  }
}
