package io.keystoreconnector.core;

/** What a look at the cluster gave. */
public sealed interface ClusterView {

  /** It was not looked at, because it does not matter now. */
  record NotLooked() implements ClusterView {}

  /** CloudHSM knows no cluster of that id. */
  record Absent() implements ClusterView {}

  /** It was there. */
  record Seen(Cluster cluster) implements ClusterView {}
}
