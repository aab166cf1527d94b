package io.keystoreconnector.infra;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Token;

/**
 * The connection state in which a key store is expected to be: an alarm goes off when it should be
 * CONNECTED and is not. docs/watch.md says what hours mean.
 *
 * @param text {@code CONNECTED}, {@code DISCONNECTED}, or hours in which it is expected to be
 *     CONNECTED, such as {@code MON-FRI 07:00-20:00 Europe/Berlin}
 */
public record ExpectedState(String text) {

  private static final String DAY = "(MON|TUE|WED|THU|FRI|SAT|SUN)";
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

  private static final String HOURS = "%s(-%s)? %s-(%s|24:00) ".formatted(DAY, DAY, TIME, TIME);

  /** As a template can check it: it does not know which time zones exist. */
  static final String PATTERN =
      "(CONNECTED|DISCONNECTED|%s(%s))".formatted(HOURS, ScheduleExpressions.TIME_ZONE);

  private static final Pattern CHECKED = Pattern.compile(HOURS + "(?<zone>\\S+)");

  /** It is in use: an alarm goes off when it is not CONNECTED. */
  public static final ExpectedState CONNECTED = new ExpectedState("CONNECTED");

  /** It is switched off: that it is not CONNECTED is no reason for an alarm. */
  public static final ExpectedState DISCONNECTED = new ExpectedState("DISCONNECTED");

  /**
   * Checks the text.
   *
   * @throws InvalidDeployment that says what is allowed
   */
  public ExpectedState {
    Validation.that(
        Token.isUnresolved(text) || allows(text),
        "expected must be %s, not \"%s\".".formatted(allowed(), text));
  }

  /** Whether a text is one of an expected state. */
  public static boolean allows(String text) {
    return List.of("CONNECTED", "DISCONNECTED").contains(text) || isHours(text);
  }

  /** What is allowed, as a part of a sentence. */
  public static String allowed() {
    return "CONNECTED, DISCONNECTED, or hours such as MON-FRI 07:00-20:00 Europe/Berlin";
  }

  private static boolean isHours(String text) {
    Matcher hours = CHECKED.matcher(text);
    return hours.matches() && ZoneId.getAvailableZoneIds().contains(hours.group("zone"));
  }

  /** What the watch is told about these key stores; {@code none} if all are in use. */
  static String pairs(List<ManagedKeyStore> stores) {
    return stores.stream().allMatch(store -> store.expected().equals(CONNECTED))
        ? DeploymentScope.NONE
        : stores.stream()
            .map(store -> store.id() + "=" + store.expected().text())
            .collect(Collectors.joining(","));
  }
}
