package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * One HSM of a cluster, with its state in the words of CloudHSM.
 *
 * @param message what CloudHSM says of the state, if it says anything
 */
public record Hsm(String id, String availabilityZone, String state, @Nullable String message) {

  /** An HSM of whose state CloudHSM says no more. */
  public Hsm(String id, String availabilityZone, String state) {
    this(id, availabilityZone, state, null);
  }

  /** Whether it serves. */
  public boolean active() {
    return state.equals("ACTIVE");
  }

  /** Whether it will serve without anybody doing anything more. */
  public boolean beingCreated() {
    return state.equals("CREATE_IN_PROGRESS");
  }

  /** Whether it has failed: only deleting it helps. */
  public boolean degraded() {
    return state.equals("DEGRADED");
  }
}
