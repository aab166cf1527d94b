package io.keystoreconnector.infra;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;

/**
 * When EventBridge Scheduler starts a run, and with which request. Deliveries may overlap or arrive
 * twice; runs do not harm each other.
 *
 * @param name unique in the deployment
 * @param keyStoreId one of the deployment's key stores
 * @param expression {@code rate(1 day)} or {@code cron(0 6 ? * MON-FRI *)}
 * @param timeZone in which a cron expression is read, such as {@code Europe/Berlin}
 * @param request fields of the request in addition to the key store and what it allows; these take
 *     precedence
 * @param flexibleWindow how much later than scheduled a run may start; zero for not at all
 * @param successWithin an alarm goes off when no run of the key store has succeeded for that long,
 *     up to 7 days; without it, there is no alarm
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
public record ConnectionSchedule(
    String name,
    String keyStoreId,
    String expression,
    String timeZone,
    Map<String, Object> request,
    Duration flexibleWindow,
    @Nullable Duration successWithin) {

  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,40}");
  private static final Pattern EXPRESSION = Pattern.compile(ScheduleExpressions.PATTERN);

  /**
   * Checks what can be known before the deployment.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public ConnectionSchedule {
    Validation.noNulls("the request of schedule " + name, "", request);
    request = Map.copyOf(request);
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
    Validation.keyStoreId("keyStoreId" + schedule, keyStoreId);
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
        !request.containsKey("customKeyStoreId") && !request.containsKey("customKeyStoreName"),
        "request%s must not name a key store; keyStoreId does.".formatted(schedule));
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
        name, keyStoreId, expression, "UTC", Map.of(), Duration.ZERO, null);
  }

  /** The same in another time zone. */
  public ConnectionSchedule in(String zone) {
    return new ConnectionSchedule(
        name, keyStoreId, expression, zone, request, flexibleWindow, successWithin);
  }

  /** The same with more fields in the request, such as {@code whenDisconnected}. */
  public ConnectionSchedule asking(Map<String, Object> fields) {
    return new ConnectionSchedule(
        name, keyStoreId, expression, timeZone, fields, flexibleWindow, successWithin);
  }

  /** The same, and a run may start that much later. */
  public ConnectionSchedule flexibleBy(Duration window) {
    return new ConnectionSchedule(
        name, keyStoreId, expression, timeZone, request, window, successWithin);
  }

  /** The same, with an alarm when no run of the key store has succeeded for that long. */
  public ConnectionSchedule expectingSuccessWithin(Duration duration) {
    return new ConnectionSchedule(
        name, keyStoreId, expression, timeZone, request, flexibleWindow, duration);
  }

  /** The run's request: what the key store allows, overridden by this schedule's own fields. */
  Map<String, Object> requestFor(ManagedKeyStore store) {
    Map<String, Object> whole = new LinkedHashMap<>(store.request());
    whole.putAll(request);
    return whole;
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
