package io.keystoreconnector.runs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happens in the world, in words, except what a call's own line already says. */
public final class WorldWords {

  private static final Map<String, String> DEEDS =
      Map.ofEntries(
          Map.entry("Connect", "connects the key store %s"),
          Map.entry("Disconnect", "disconnects the key store %s"),
          Map.entry("BreakSession", "breaks KMS's session with the key store %s"),
          Map.entry("TellPassword", "sends KMS a password for the key store %s"),
          Map.entry("ResetPassword", "sets a new password for kmsuser in %s"),
          Map.entry("UnlockUser", "unlocks kmsuser in %s"),
          Map.entry("LogIn", "logs in as kmsuser in %s"),
          Map.entry("LogOut", "logs kmsuser out in %s"),
          Map.entry("DeleteUser", "deletes kmsuser in %s"),
          Map.entry("AddHsm", "adds an HSM to %s"),
          Map.entry("KillHsm", "deletes an HSM of %s"),
          Map.entry("DeleteCluster", "deletes the cluster %s"),
          Map.entry("PutSecret", "puts a new version into the secret %s"));

  private static final Set<String> ENDS = Set.of("CONNECTED", "DISCONNECTED");

  private WorldWords() {}

  /** Whether a person did it or the world itself. */
  public static String label(WorldEvent event) {
    return event.event().startsWith("PERSON") ? "person" : "world";
  }

  /** What happened; empty for what a call's own line says, or what concerns nobody. */
  public static Optional<String> of(WorldEvent event) {
    return Optional.ofNullable(
        switch (event.event()) {
          case "PERSON" -> "Someone " + deed(event) + ".";
          case "PERSON_REFUSED" -> "AWS refuses that: " + event.detail("error") + ".";
          case "STATE" ->
              ENDS.contains(event.detail("to"))
                  ? "The key store is %s now.".formatted(event.detail("to"))
                  : null;
          case "CONNECT_FAILED" -> "The connect fails: " + event.detail("errorCode") + ".";
          case "PASSWORD_ROTATED" -> "KMS changes kmsuser's password, as every connect does.";
          case "LOG_IN_FAILED" ->
              "kmsuser's login to %s fails, %s of the five that lock it."
                  .formatted(event.subject(), event.detail("failedLogIns"));
          case "KMSUSER_LOCKED" -> "kmsuser is locked on %s.".formatted(event.subject());
          case "HSM_ACTIVE" -> "%s is active.".formatted(event.subject());
          case "HSM_DELETED" -> "%s is gone.".formatted(event.subject());
          case "CLUSTER_DELETED" -> "The cluster %s is gone.".formatted(event.subject());
          default -> null;
        });
  }

  /** The same in a word or a few. */
  static String inShort(WorldEvent event) {
    return switch (event.event()) {
      case "PERSON" -> apart(event.detail("deed"));
      case "PERSON_REFUSED" -> "refused";
      case "STATE" -> event.detail("to");
      case "CONNECT_FAILED" -> event.detail("errorCode");
      case "PASSWORD_ROTATED" -> "password changed";
      case "LOG_IN_FAILED" -> "login failed";
      case "KMSUSER_LOCKED" -> "kmsuser locked";
      case "HSM_ACTIVE" -> "HSM active";
      case "HSM_DELETED" -> "HSM gone";
      case "CLUSTER_DELETED" -> "cluster gone";
      default -> "";
    };
  }

  /** The words of a name such as KillHsm. */
  private static String apart(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace("Hsm", "HSM");
  }

  private static String deed(WorldEvent event) {
    String deed = event.detail("deed");
    return DEEDS.getOrDefault(deed, deed + " %s").formatted(event.subject());
  }
}
