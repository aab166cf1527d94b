package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/**
 * What the planned faults do to one connect.
 *
 * @param code the code it fails with; null to derive the end
 * @param never whether it stays CONNECTING
 * @param seconds how long it takes; null for the usual time
 */
record ConnectPlan(@Nullable String code, boolean never, @Nullable Integer seconds) {

  static final ConnectPlan NOTHING = new ConnectPlan(null, false, null);

  @Nullable Long end(long begin, int usualSeconds) {
    return never ? null : Long.valueOf(begin + (seconds == null ? usualSeconds : seconds) * 1000L);
  }
}
