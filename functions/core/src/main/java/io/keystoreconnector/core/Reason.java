package io.keystoreconnector.core;

import java.util.Arrays;
import java.util.Optional;

/** Why a run can end needing a person, besides the {@link ConnectionErrorCode}s. */
public enum Reason {
  KEY_STORE_NOT_FOUND(
      "Check the id or name, the account and the Region: ./connector status lists"
          + " the key stores that exist."),
  NOT_ALLOWED(
      "If the connector should act on the key store, add it to the deployment's allow-list, or"
          + " remove it from the deny-list."),
  CLUSTER_NOT_FOUND(ConnectionErrorCode.CLUSTER_NOT_FOUND.guidance(KeyStoreType.AWS_CLOUDHSM)),
  CLUSTER_NOT_ACTIVE(
      "Bring the CloudHSM cluster to ACTIVE (initialize and activate it, or restore it from a"
          + " backup), then start the connector again."),
  CLUSTER_BEING_MODIFIED(
      "Wait until the CloudHSM cluster is ACTIVE again, then start the connector again. While the"
          + " type of its HSMs is being changed, the cluster accepts no new password, and every"
          + " connect sets one."),
  CLUSTER_INVALID_CONFIGURATION(
      "Check the cluster's security group (it must allow ports 2223 to 2225 within itself), its"
          + " subnets, that it uses IPv4, and that mutual TLS is off for its clients. Then start"
          + " the connector again."),
  NO_ACTIVE_HSM(ConnectionErrorCode.INSUFFICIENT_CLOUDHSM_HSMS.guidance(KeyStoreType.AWS_CLOUDHSM)),
  CONNECTED_BUT_UNUSABLE(
      "Look at the HSMs of the cluster or at the external key store proxy, as the runbook says. The"
          + " connector does not disconnect a CONNECTED key store: if nothing is wrong there,"
          + " disconnect it yourself when its keys are not needed, then start the connector"
          + " again."),
  HSM_NOT_ADDED(
      "Fix the problem that CloudHSM named, or create an HSM in a zone that the cluster can use,"
          + " and wait until it is ACTIVE. Then start the connector again."),
  HSM_DEGRADED(
      "Delete the failed HSM, then start the connector again. CloudHSM does not repair an HSM in"
          + " state DEGRADED."),
  CONNECT_REFUSED(
      "Fix the problem that KMS named when it refused to connect, then start the connector again."),
  UPDATE_REFUSED(
      "Correct the setting that KMS refused, then start the connector again with"
          + " --before-connect. The key store was left DISCONNECTED."),
  UPDATE_IMPOSSIBLE(
      "Bring the cluster that the message names into the state that KMS requires, or name another"
          + " one with --cluster. Then start the connector again. The key store was not changed."),
  SECRET_UNUSABLE(
      "If the secret does not exist, correct its name; otherwise put a valid value"
          + " into it as a new version. Then start the connector again with"
          + " --before-connect, so that no login is tried with the old value."),
  STALE_SECRET(
      "Set a new kmsuser password in the cluster (or a new credential in the proxy), put the same"
          + " value into the secret as a new version, and start the connector with that secret and"
          + " --before-connect. A version that was already pushed to this key"
          + " store is not pushed again, because every connect since has changed the password."),
  LOGINS_EXHAUSTED(
      "Set kmsuser's password in the cluster with the CloudHSM CLI and make sure that KMS has the"
          + " same one: put it into the secret as a new version, and start the connector with that"
          + " secret, --before-connect and --password-told. Five"
          + " wrong logins lock kmsuser."),
  JOURNAL_UNAVAILABLE(
      "Restore the connector's access to its journal, the DynamoDB table of the deployment, then"
          + " start the connector again. Without the journal it does nothing, because it cannot"
          + " know what earlier runs tried."),
  ATTEMPTS_EXHAUSTED(
      "Read the failures in this report, remove their cause, and start the connector again."),
  OUT_OF_TIME(
      "Start the connector again: the next run continues from the current state of the key store."
          + " If it keeps running out of time, look at the failures in this report.");

  private final String guidance;

  Reason(String guidance) {
    this.guidance = guidance;
  }

  /** The reason with that name; empty if it is none of these. */
  static Optional<Reason> of(String name) {
    return Arrays.stream(values()).filter(reason -> reason.name().equals(name)).findFirst();
  }

  /** What a person should do. */
  public String guidance() {
    return guidance;
  }
}
