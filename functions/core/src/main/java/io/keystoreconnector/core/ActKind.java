package io.keystoreconnector.core;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of acts that change something in AWS. */
public enum ActKind {
  /** Calls ConnectCustomKeyStore. */
  CONNECT("Connect"),
  /** Calls DisconnectCustomKeyStore. */
  DISCONNECT("Disconnect"),
  /** Calls UpdateCustomKeyStore. */
  UPDATE("Update"),
  /** Calls CreateHsm. */
  ADD_HSM("AddHsm");

  private final String json;

  ActKind(String json) {
    this.json = json;
  }

  /** Its name for the state machine, in the journal and in reports. */
  public String json() {
    return json;
  }

  /** The kind with that name; empty if this release does not know it. */
  public static Optional<ActKind> of(String json) {
    return Arrays.stream(values()).filter(kind -> kind.json.equals(json)).findFirst();
  }
}
