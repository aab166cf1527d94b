package io.keystoreconnector.room.control;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.ControlProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The resources of the control endpoint for the world and its clock. */
final class WorldResources {

  private static final String CLEAR = "secrets=clear";

  private final Account account;

  WorldResources(Account account) {
    this.account = account;
  }

  /** By name and method. */
  Map<String, Map<String, Function<Question, Answer>>> all() {
    return Map.of(
        "state", Map.of("GET", this::state, "PUT", this::load),
        "time", Map.of("POST", this::advance),
        "calls", Map.of("GET", this::calls),
        "faults", Map.of("POST", this::plan, "DELETE", this::forget),
        "people", Map.of("POST", this::act));
  }

  private Answer state(Question question) {
    String query = question.query();
    if (!query.isEmpty() && !query.equals(CLEAR)) {
      throw ControlProblem.badRequest("The query of state must be %s, or absent.".formatted(CLEAR));
    }
    return state(query.equals(CLEAR) ? SecretVisibility.CLEAR : SecretVisibility.MASKED);
  }

  private Answer state(SecretVisibility visibility) {
    World world = account.world();
    synchronized (world) {
      return JsonAnswer.of(world.toJson(visibility));
    }
  }

  private Answer load(Question question) {
    Map<String, Object> json = question.object();
    if (isMasked(json)) {
      throw ControlProblem.badRequest(
          "The secrets in this state are masked; GET state?%s returns a state that can be loaded."
              .formatted(CLEAR));
    }
    account.load(json);
    return state(SecretVisibility.MASKED);
  }

  /** Otherwise every password would silently become the mask. */
  private static boolean isMasked(Object json) {
    return switch (json) {
      case Map<?, ?> map -> map.values().stream().anyMatch(v -> v != null && isMasked(v));
      case List<?> list -> list.stream().anyMatch(v -> v != null && isMasked(v));
      default -> json.equals(SecretVisibility.MASK);
    };
  }

  private Answer advance(Question question) {
    account.advance(TimeRequest.read(question.object()));
    return JsonAnswer.of(second());
  }

  private Map<String, Object> second() {
    World world = account.world();
    synchronized (world) {
      world.catchUp();
      return Map.of("second", world.moment() / 1000.0);
    }
  }

  private Answer calls(Question question) {
    return JsonAnswer.of(
        Map.of(
            "calls", account.world().journal().calls().stream().map(CallRecord::toJson).toList()));
  }

  private Answer plan(Question question) {
    account.plan(question.object());
    return faults();
  }

  private Answer forget(Question question) {
    account.forgetFaults();
    return faults();
  }

  private Answer faults() {
    World world = account.world();
    synchronized (world) {
      return JsonAnswer.of(
          Map.of(
              "faults",
              Objects.requireNonNull(world.toJson(SecretVisibility.MASKED).get("faults"))));
    }
  }

  private Answer act(Question question) {
    account
        .act(question.object())
        .ifPresent(
            refusal -> {
              throw ControlProblem.conflict(
                  "%s: %s".formatted(refusal.error().wireName(), refusal.sentence()));
            });
    return JsonAnswer.of(second());
  }
}
