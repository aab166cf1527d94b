package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * All that one look saw.
 *
 * @param keyStore null if KMS knows no such key store
 */
public record Observation(@Nullable KeyStore keyStore, ClusterView cluster, SecretView secret) {

  /** The look found no such key store. */
  public static Observation nothing() {
    return new Observation(null, new ClusterView.NotLooked(), new SecretView.NotLooked());
  }

  /** The cluster, if it was looked at and is there. */
  public @Nullable Cluster seenCluster() {
    return cluster instanceof ClusterView.Seen seen ? seen.cluster() : null;
  }
}
