package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** One HSM of a cluster, with its own copy of {@code kmsuser}. */
public final class Hsm {

  /** The states of an HSM, by their names on the wire. */
  public enum State {
    CREATE_IN_PROGRESS,
    ACTIVE,
    DEGRADED,
    DELETE_IN_PROGRESS,
    DELETED
  }

  private final String id;
  private final String zone;
  private final String ip;
  State state;
  KmsUser user;
  @Nullable String stateMessage;

  /** When creating or deleting ends, in milliseconds since the world's start. */
  @Nullable Long due;

  Hsm(String id, String zone, String ip, State state, KmsUser user, @Nullable Long due) {
    this.id = id;
    this.zone = zone;
    this.ip = ip;
    this.state = state;
    this.user = user;
    this.due = due;
  }

  /** The HSM's id. */
  public String id() {
    return id;
  }

  /** The Availability Zone. */
  public String zone() {
    return zone;
  }

  /** The address of its network interface. */
  public String ip() {
    return ip;
  }

  /** The id of its network interface. */
  public String eniId() {
    return "eni-" + Integer.toHexString(id.hashCode() | 0x10000000);
  }

  /** The current state. */
  public State state() {
    return state;
  }

  /** What CloudHSM says about the state, if anything. */
  public @Nullable String stateMessage() {
    return stateMessage;
  }

  boolean active() {
    return state == State.ACTIVE;
  }
}
