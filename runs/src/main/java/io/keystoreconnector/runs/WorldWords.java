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

  private static String deed(WorldEvent event) {
    String deed = event.detail("deed");
    return DEEDS.getOrDefault(deed, deed + " %s").formatted(event.subject());
  }
}
