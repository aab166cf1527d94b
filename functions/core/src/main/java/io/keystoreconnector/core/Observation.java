package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * Everything that one check saw.
 *
 * @param keyStore null if KMS knows no such key store
 */
public record Observation(@Nullable KeyStore keyStore, ClusterView cluster, SecretView secret) {

  /** The check found no such key store. */
  public static Observation nothing() {
    return new Observation(null, new ClusterView.NotLooked(), new SecretView.NotLooked());
  }

  /** The cluster, if it was checked and exists. */
  public @Nullable Cluster seenCluster() {
    return cluster instanceof ClusterView.Seen seen ? seen.cluster() : null;
  }
}
