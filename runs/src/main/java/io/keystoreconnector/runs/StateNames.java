package io.keystoreconnector.runs;

import java.util.Set;

/**
 * The states that mean something to a reader, as statemachine/connect-key-store.asl.json names
 * them.
 */
final class StateNames {

  /** It looks at key store and HSMs, and decides. */
  static final String LOOK = "Check key store and HSMs";

  /** It only finds the id for a name; the look that follows tells what there is. */
  static final String FIND = "Find key store";

  /** It proves that an update can be done, before what it needs is undone. */
  static final String PROVE = "Prove update";

  static final String CONNECT = "Connect";

  /** The states that are to change something. */
  static final Set<String> ACTS = Set.of(CONNECT, "Disconnect", "Update", "Add HSM");

  private StateNames() {}
}
