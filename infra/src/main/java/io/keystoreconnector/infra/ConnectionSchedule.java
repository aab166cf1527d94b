package io.keystoreconnector.infra;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;

/**
 * When EventBridge Scheduler starts a run, and with which request. Deliveries may overlap or arrive
 * twice; runs do not harm each other.
 *
 * @param name unique in the deployment
 * @param keyStoreId one of the deployment's key stores; null if {@code keyStores} says which
 * @param keyStores ids, names or patterns of the key stores for which a fleet is started, such as
 *     {@code prod-*}; empty for a run for one key store
 * @param expression {@code rate(1 day)} or {@code cron(0 6 ? * MON-FRI *)}
 * @param timeZone in which a cron expression is read, such as {@code Europe/Berlin}
 * @param request fields of the request in addition to the key store and what it allows; these take
 *     precedence
 * @param flexibleWindow how much later than scheduled a run may start; zero for not at all
 * @param successWithin an alarm goes off when no run of the key store, or none for several, has
 *     succeeded for that long, up to 7 days; without it, there is no alarm
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
public record ConnectionSchedule(
    String name,
    @Nullable String keyStoreId,
    List<String> keyStores,
    String expression,
    String timeZone,
    Map<String, Object> request,
    Duration flexibleWindow,
    @Nullable Duration successWithin) {

  private static final String KEY_STORES = "keyStores";
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,40}");
  private static final List<String> NAMES_OF_KEY_STORES =
      List.of("customKeyStoreId", "customKeyStoreName", KEY_STORES);
  private static final Pattern EXPRESSION = Pattern.compile(ScheduleExpressions.PATTERN);

  /**
   * Checks what can be known before the deployment.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public ConnectionSchedule {
    Validation.noNulls("the request of schedule " + name, "", request);
    request = Map.copyOf(request);
    keyStores = List.copyOf(keyStores);
    Validation.that(
        !Token.isUnresolved(name),
        "the name of a schedule must be known before the deployment, because it names a"
            + " construct.");
    Validation.matches(
        NAME,
        "the name of a schedule",
        name,
        "1 to 40 letters, digits, hyphens, dots or underscores");
    String schedule = " of schedule " + name;
    Validation.that(
        (keyStoreId == null) != keyStores.isEmpty(),
        "schedule %s must have either keyStoreId or keyStores.".formatted(name));
    if (keyStoreId != null) {
      Validation.keyStoreId("keyStoreId" + schedule, keyStoreId);
    }
    Validation.matches(
        EXPRESSION,
        "expression" + schedule,
        expression,
        "rate(1 day) or cron(0 6 ? * MON-FRI *), with the six fields of EventBridge Scheduler, of"
            + " which exactly one of day-of-month and day-of-week is ?");
    Validation.that(
        Token.isUnresolved(timeZone) || ZoneId.getAvailableZoneIds().contains(timeZone),
        "timeZone%s must be a name such as Europe/Berlin, not \"%s\"."
            .formatted(schedule, timeZone));
    Validation.that(
        NAMES_OF_KEY_STORES.stream().noneMatch(request::containsKey),
        "request%s must not name a key store; keyStoreId or keyStores does.".formatted(schedule));
    Validation.saidByNobody("schedule " + name, request);
    Validation.that(
        flexibleWindow.isZero()
            || within(flexibleWindow, Duration.ofMinutes(1), Duration.ofDays(1)),
        "flexibleWindow%s must be from 1 minute to 1 day.".formatted(schedule));
    Validation.that(
        successWithin == null || within(successWithin, Duration.ofMinutes(1), Duration.ofDays(7)),
        "successWithin%s must be from 1 minute to 7 days.".formatted(schedule));
  }

  /** A schedule in UTC, on time, without an alarm of its own. */
  public static ConnectionSchedule of(String name, String keyStoreId, String expression) {
    return new ConnectionSchedule(
        name, keyStoreId, List.of(), expression, "UTC", Map.of(), Duration.ZERO, null);
  }

  /**
   * The same for several key stores.
   *
   * @param keyStores ids, names or patterns such as {@code prod-*}
   */
  public static ConnectionSchedule ofFleet(String name, List<String> keyStores, String expression) {
    return new ConnectionSchedule(
        name, null, keyStores, expression, "UTC", Map.of(), Duration.ZERO, null);
  }

  /** The same in another time zone. */
  public ConnectionSchedule in(String zone) {
    return new ConnectionSchedule(
        name, keyStoreId, keyStores, expression, zone, request, flexibleWindow, successWithin);
  }

  /** The same with more fields in the request, such as {@code whenDisconnected}. */
  public ConnectionSchedule asking(Map<String, Object> fields) {
    return new ConnectionSchedule(
        name, keyStoreId, keyStores, expression, timeZone, fields, flexibleWindow, successWithin);
  }

  /** The same, and a run may start that much later. */
  public ConnectionSchedule flexibleBy(Duration window) {
    return new ConnectionSchedule(
        name, keyStoreId, keyStores, expression, timeZone, request, window, successWithin);
  }

  /** The same, with an alarm when no run of the key store has succeeded for that long. */
  public ConnectionSchedule expectingSuccessWithin(Duration duration) {
    return new ConnectionSchedule(
        name, keyStoreId, keyStores, expression, timeZone, request, flexibleWindow, duration);
  }

  /** The run's request: what the key store allows, overridden by this schedule's own fields. */
  Map<String, Object> requestFor(ManagedKeyStore store) {
    Map<String, Object> whole = new LinkedHashMap<>(store.request());
    whole.putAll(request);
    return whole;
  }

  /** Whether it starts a fleet. */
  boolean isForAFleet() {
    return !keyStores.isEmpty();
  }

  /** The request of the fleet. */
  Map<String, Object> fleetRequest() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put(KEY_STORES, keyStores);
    whole.putAll(request);
    return whole;
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
