package io.keystoreconnector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which key stores of an account a fleet's request means, and what is done with each.
 *
 * @param members those for which a run is started, in the order in which they were listed
 * @param notTried those that a pattern matches and the deployment does not allow
 * @param problems why nothing is started at all, one sentence each
 */
public record Fleet(List<Member> members, List<ListedKeyStore> notTried, List<String> problems) {

  /** The most key stores of one fleet; with more, its report would not fit where AWS keeps it. */
  public static final int MOST_MEMBERS = 40;

  /** How many runs are in progress at once; the state machine has the same number. */
  public static final int AT_ONCE = 5;

  /** Longer pauses would spread the checks no better. */
  private static final int LONGEST_SPREAD = 2;

  private static final int USUAL_POLL = 10;

  /**
   * A key store for which a run is started.
   *
   * @param waitSeconds how long its run waits once there is room for it, so that runs that could
   *     begin at the same moment do not
   * @param request the input of its run
   */
  public record Member(
      ListedKeyStore store, int waitSeconds, Map<String, @Nullable Object> request) {}

  public Fleet {
    members = List.copyOf(members);
    notTried = List.copyOf(notTried);
    problems = List.copyOf(problems);
  }

  /**
   * Finds the key stores of a request. A pattern takes what the deployment allows; a key store that
   * is named itself has a run, which reports if it is not allowed.
   *
   * @param stores all key stores of the account
   * @param allowed those that the deployment allows
   */
  public static Fleet of(FleetRequest request, List<ListedKeyStore> stores, AllowList allowed) {
    List<ListedKeyStore> taken = new ArrayList<>();
    List<ListedKeyStore> notTried = new ArrayList<>();
    for (ListedKeyStore store : stores) {
      List<StorePattern> words =
          request.words().stream().filter(word -> means(word, store, stores)).toList();
      if (words.stream().anyMatch(word -> !word.hasWildcard())) {
        taken.add(store);
      } else if (!words.isEmpty()) {
        (allowed.refusal(store.id(), store.name()).isEmpty() ? taken : notTried).add(store);
      }
    }
    List<String> problems = problems(request, stores, taken);
    return new Fleet(problems.isEmpty() ? members(request, taken) : List.of(), notTried, problems);
  }

  /** An id means one key store, even if another one has it as its name. */
  private static boolean means(
      StorePattern word, ListedKeyStore store, List<ListedKeyStore> stores) {
    boolean isId =
        !word.hasWildcard() && stores.stream().anyMatch(any -> any.id().equals(word.text()));
    return isId ? store.id().equals(word.text()) : word.matches(store.id(), store.name());
  }

  private static List<String> problems(
      FleetRequest request, List<ListedKeyStore> stores, List<ListedKeyStore> taken) {
    List<String> problems = new ArrayList<>();
    int index = 0;
    for (StorePattern word : request.words()) {
      String which = "keyStores[%d], %s, ".formatted(index++, UnknownField.quotable(word.text()));
      if (stores.stream().noneMatch(store -> means(word, store, stores))) {
        problems.add(which + "matches no key store of this account and Region.");
      } else if (taken.stream().noneMatch(store -> means(word, store, stores))) {
        problems.add(which + "matches only key stores that the deployment does not allow.");
      }
    }
    if (taken.size() > MOST_MEMBERS) {
      problems.add(
          "keyStores must match at most %d key stores, not %d: start several fleets."
              .formatted(MOST_MEMBERS, taken.size()));
    }
    return RequestParser.first(problems);
  }

  private static List<Member> members(FleetRequest request, List<ListedKeyStore> taken) {
    int spread = spread(request);
    List<Member> members = new ArrayList<>();
    for (ListedKeyStore store : taken) {
      members.add(new Member(store, members.size() % AT_ONCE * spread, request.requestFor(store)));
    }
    return members;
  }

  /** The checks of the runs that are in progress together share the time between two checks. */
  private static int spread(FleetRequest request) {
    int poll =
        request.common().get("pollSeconds") instanceof Number seconds
            ? seconds.intValue()
            : USUAL_POLL;
    return Math.min(poll / AT_ONCE, LONGEST_SPREAD);
  }

  /** What a person does about the problems. */
  public static String guidance() {
    return ReportWriter.CORRECT_INPUT;
  }

  /** Where they are explained. */
  public static String runbook() {
    return ReportWriter.INVALID_REQUEST;
  }
}
