package io.keystoreconnector.core;

/** The result of checking the cluster. */
public sealed interface ClusterView {

  /** It was not checked, because it does not matter now. */
  record NotLooked() implements ClusterView {}

  /** CloudHSM knows no cluster with that id. */
  record Absent() implements ClusterView {}

  /** The cluster was found. */
  record Seen(Cluster cluster) implements ClusterView {}
}
