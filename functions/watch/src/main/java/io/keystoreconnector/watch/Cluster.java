package io.keystoreconnector.watch;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CloudHSM cluster, as far as a key store depends on it.
 *
 * @param activeZones the Availability Zones in which it has an active HSM
 */
record Cluster(
    String id,
    String state,
    @Nullable String hsmType,
    @Nullable String mode,
    int activeHsms,
    Set<String> activeZones) {

  Cluster {
    activeZones = Set.copyOf(activeZones);
  }
}
