package io.keystoreconnector.watch;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CloudHSM cluster, as far as a key store depends on it.
 *
 * @param activeZones the Availability Zones in which it has an active HSM
 * @param newestBackupAt when its newest backup was made that can be restored; null if there is none
 *     or nobody asked
 */
record Cluster(
    String id,
    String state,
    @Nullable String hsmType,
    @Nullable String mode,
    int activeHsms,
    Set<String> activeZones,
    @Nullable Instant newestBackupAt) {

  Cluster {
    activeZones = Set.copyOf(activeZones);
  }

  /** Without its backups. */
  Cluster(
      String id,
      String state,
      @Nullable String hsmType,
      @Nullable String mode,
      int activeHsms,
      Set<String> activeZones) {
    this(id, state, hsmType, mode, activeHsms, activeZones, null);
  }

  Cluster withNewestBackup(Instant madeAt) {
    return new Cluster(id, state, hsmType, mode, activeHsms, activeZones, madeAt);
  }
}
