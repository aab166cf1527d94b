package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * One HSM of a cluster, with its state in the words of CloudHSM.
 *
 * @param message what CloudHSM says about the state, if anything
 */
public record Hsm(String id, String availabilityZone, String state, @Nullable String message) {

  /** An HSM whose state comes without a message. */
  public Hsm(String id, String availabilityZone, String state) {
    this(id, availabilityZone, state, null);
  }

  /** Whether it is active. */
  public boolean active() {
    return state.equals("ACTIVE");
  }

  /** Whether it will become active without further action. */
  public boolean beingCreated() {
    return state.equals("CREATE_IN_PROGRESS");
  }

  /** Whether it has failed: only deleting it helps. */
  public boolean degraded() {
    return state.equals("DEGRADED");
  }
}
