package io.keystoreconnector.core;

/** One HSM of a cluster, with its state in the words of CloudHSM. */
public record Hsm(String id, String availabilityZone, String state) {

  /** Whether it serves. */
  public boolean active() {
    return state.equals("ACTIVE");
  }

  /** Whether it will serve without anybody doing anything more. */
  public boolean beingCreated() {
    return state.equals("CREATE_IN_PROGRESS");
  }
}
