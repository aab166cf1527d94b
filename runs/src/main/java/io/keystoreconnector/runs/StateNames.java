package io.keystoreconnector.runs;

import java.util.Set;

/**
 * The states that matter to a reader, as statemachine/connect-key-store.asl.json and
 * connect-fleet.asl.json name them.
 */
final class StateNames {

  /** It checks key store and HSMs, and decides. */
  static final String LOOK = "Check key store and HSMs";

  /** It only finds the id for a name; the look that follows sees the key store. */
  static final String FIND = "Find key store";

  /** It proves that an update is possible before anything that the update needs is undone. */
  static final String PROVE = "Prove update";

  /** It finds the key stores of a fleet. */
  static final String LIST = "List key stores";

  static final String CONNECT = "Connect";

  /** The states that change something. */
  static final Set<String> ACTS = Set.of(CONNECT, "Disconnect", "Update", "Add HSM");

  private StateNames() {}
}
