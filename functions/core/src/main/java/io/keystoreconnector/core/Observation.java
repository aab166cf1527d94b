package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * Everything that one check saw.
 *
 * @param keyStore null if KMS knows no such key store
 * @param proof whether the key store could be used
 */
public record Observation(
    @Nullable KeyStore keyStore, ClusterView cluster, SecretView secret, ProofView proof) {

  /** A check that did not try to use the key store. */
  public Observation(@Nullable KeyStore keyStore, ClusterView cluster, SecretView secret) {
    this(keyStore, cluster, secret, new ProofView.NotTried());
  }

  /** The check found no such key store. */
  public static Observation nothing() {
    return new Observation(null, new ClusterView.NotLooked(), new SecretView.NotLooked());
  }

  /** The cluster, if it was checked and exists. */
  public @Nullable Cluster seenCluster() {
    return cluster instanceof ClusterView.Seen seen ? seen.cluster() : null;
  }

  /** Whether the key store exists and is in that state. */
  boolean shows(ConnectionState state) {
    return keyStore != null && keyStore.state() == state;
  }
}
