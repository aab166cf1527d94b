package io.keystoreconnector.statemachine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Retry and Catch of a Task, Map or Parallel state.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">
 *     Handling errors</a>
 */
record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  /** One attempt at the work of the state. */
  @FunctionalInterface
  interface Attempt {
    Transition run() throws StateFailed;
  }

  /** The next state after errors with the given names. */
  record Catcher(ErrorNames errors, Exit exit) {
    static Catcher load(DefinitionReader fields) {
      Catcher catcher =
          new Catcher(ErrorNames.load(fields), Exit.to(fields, fields.requiredText("Next")));
      fields.refuseOthers("a catcher");
      return catcher;
    }
  }

  static ErrorHandling load(DefinitionReader fields) {
    List<Retrier> retriers = fields.children("Retry").stream().map(Retrier::load).toList();
    List<Catcher> catchers = fields.children("Catch").stream().map(Catcher::load).toList();
    checkAllIsLast(fields, "Retry", retriers.stream().map(Retrier::errors).toList());
    checkAllIsLast(fields, "Catch", catchers.stream().map(Catcher::errors).toList());
    return new ErrorHandling(retriers, catchers);
  }

  private static void checkAllIsLast(DefinitionReader fields, String name, List<ErrorNames> all) {
    for (int i = 0; i < all.size() - 1; i++) {
      if (all.get(i).names().contains(Errors.ALL)) {
        fields.problem(name + "/" + i + "/ErrorEquals", Errors.ALL + " must be in the last one");
      }
    }
  }

  /** Tries until the work succeeds, a catcher takes over, or the state fails with the error. */
  Transition run(Visit visit, Attempt attempt) throws StateFailed {
    return run(visit, attempt, () -> {});
  }

  /** The same, and records it when no retry is left, whether a catcher takes over or not. */
  Transition run(Visit visit, Attempt attempt, Runnable gaveUp) throws StateFailed {
    visit.countRetries();
    // Counted per retrier and for this visit only.
    List<Integer> retries = new ArrayList<>(retriers.stream().map(r -> 0).toList());
    while (true) {
      try {
        return attempt.run();
      } catch (StateFailed failure) {
        int retrier = retrierFor(failure);
        if (retrier < 0 || retries.get(retrier) >= retriers.get(retrier).maxAttempts()) {
          gaveUp.run();
          return caught(visit, failure);
        }
        visit.retryAfter(retriers.get(retrier).delay(retries.get(retrier), visit.random()));
        retries.set(retrier, retries.get(retrier) + 1);
      }
    }
  }

  private int retrierFor(StateFailed failure) {
    for (int i = 0; i < retriers.size(); i++) {
      if (retriers.get(i).errors().match(failure.error())) {
        return i;
      }
    }
    return -1;
  }

  private Transition caught(Visit visit, StateFailed failure) throws StateFailed {
    @Nullable Catcher catcher =
        catchers.stream().filter(c -> c.errors.match(failure.error())).findFirst().orElse(null);
    if (catcher == null) {
      throw failure;
    }
    Map<String, @Nullable Object> errorOutput = failure.errorOutput();
    return catcher.exit.take(visit, visit.scope("errorOutput", errorOutput), errorOutput);
  }
}
