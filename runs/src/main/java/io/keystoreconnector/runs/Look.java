package io.keystoreconnector.runs;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the step that looks has answered.
 *
 * @param seen what it saw, in words; empty if it did not see a key store
 * @param action the name of what it decided to do
 * @param attempt such as “attempt 1 of 3”; empty before the first
 */
public record Look(String seen, String action, String why, String attempt) {

  /** Reads the payload of the answer. */
  public static Look of(Map<?, ?> payload) {
    Map<?, ?> report = object(payload.get("report"));
    return new Look(
        seen(report), text(payload.get("action")), text(payload.get("why")), attempt(report));
  }

  private static String attempt(Map<?, ?> report) {
    return report.get("attempts") instanceof Number attempts && attempts.intValue() > 0
        ? "attempt %s of %s".formatted(attempts, report.get("maxAttempts"))
        : "";
  }

  /** Whether it saw a key store. */
  public boolean sawSomething() {
    return !seen.isEmpty();
  }

  /** Whether nothing is to be done for now. */
  public boolean isWait() {
    return action.equals("Wait");
  }

  /** Whether the request breaks a rule, so that nothing was looked at. */
  public boolean refusesRequest() {
    return action.equals("InvalidRequest");
  }

  /** The decision as a person would say it. */
  public String decision() {
    return decision(action);
  }

  /** The same of an action by its name. */
  public static String decision(String action) {
    return switch (action) {
      case "AddHsm" -> "Add an HSM";
      case "LeftDisconnected" -> "Leave it disconnected";
      case "Planned" -> "Only plan";
      case "NeedsAPerson" -> "Call for a person";
      case "InvalidRequest" -> "Refuse the request";
      default -> action;
    };
  }

  /** The state of the key store alone, with the code if there is one. */
  public String state() {
    return seen.replaceFirst(";.*", "");
  }

  /** The key store and its cluster as a report has them, in words. */
  public static String seen(Map<?, ?> report) {
    Map<?, ?> store = object(report.get("keyStore"));
    if (store.isEmpty()) {
      return "";
    }
    String state = text(store.get("connectionState"));
    String code = text(store.get("connectionErrorCode"));
    return state + (code.isEmpty() ? "" : " with " + code) + cluster(object(report.get("cluster")));
  }

  private static String cluster(Map<?, ?> cluster) {
    if (cluster.isEmpty()) {
      return "";
    }
    boolean coming = Boolean.TRUE.equals(cluster.get("hsmBeingCreated"));
    return "; cluster %s with %s%s"
        .formatted(
            text(cluster.get("state")),
            hsms(text(cluster.get("activeHsms")), text(cluster.get("activeZones"))),
            coming ? ", one more being created" : "");
  }

  private static String hsms(String active, String zones) {
    return switch (active) {
      case "0" -> "no active HSM";
      case "1" -> "1 active HSM";
      default -> active + " active HSMs in " + zones + (zones.equals("1") ? " zone" : " zones");
    };
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
