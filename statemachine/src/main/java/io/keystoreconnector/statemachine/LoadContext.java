package io.keystoreconnector.statemachine;

import java.util.HashSet;
import java.util.Set;

/** What applies to a whole definition while it is read. */
final class LoadContext {
  private final Set<String> resources;
  private final Set<String> stateNames = new HashSet<>();

  LoadContext(Set<String> resources) {
    this.resources = Set.copyOf(resources);
  }

  boolean knows(String resource) {
    return resources.contains(resource) || Integration.knows(resource);
  }

  /** State names are unique in a machine, branches included. */
  boolean isNewState(String name) {
    return stateNames.add(name);
  }
}
