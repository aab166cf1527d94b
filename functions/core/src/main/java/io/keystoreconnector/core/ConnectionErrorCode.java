package io.keystoreconnector.core;

import static io.keystoreconnector.core.UpdateField.CLOUD_HSM_CLUSTER_ID;
import static io.keystoreconnector.core.UpdateField.KEY_STORE_PASSWORD_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_CONNECTIVITY;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_URI_ENDPOINT;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_URI_PATH;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a connect failed, and what helps. The list of KMS is open: a code that is not here is passed
 * to a person verbatim.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/fix-keystore.html">Troubleshooting
 *     a custom key store</a>
 */
public enum ConnectionErrorCode {
  INTERNAL_ERROR(
      Remedy.RETRY,
      0,
      false,
      Set.of(),
      "KMS had an internal error",
      "Start the connector again. If the code comes back, open a case with AWS Support."),
  NETWORK_ERRORS(
      Remedy.RETRY_AFTER_PAUSE,
      120,
      false,
      Set.of(),
      "KMS could not reach the cluster over the network",
      "Check the cluster's security group, subnets and network ACLs, then start the connector"
          + " again."),
  INSUFFICIENT_CLOUDHSM_HSMS(
      Remedy.HSM,
      0,
      false,
      Set.of(),
      "the cluster had no active HSM",
      Texts.CREATE_AN_HSM + ". With --add-hsm, it creates one itself."),
  INVALID_CREDENTIALS(
      Remedy.UPDATE,
      0,
      true,
      Set.of(KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID),
      "KMS does not have the right credentials",
      "Set kmsuser's password in the cluster with the CloudHSM CLI, put the same password into the"
          + " secret as a new version, and start the connector with "
          + KEY_STORE_PASSWORD_SECRET_ID.inOptions()
          + ". Do not try again without that: five wrong logins lock kmsuser."),
  USER_LOCKED_OUT(
      Remedy.UPDATE,
      0,
      true,
      Set.of(KEY_STORE_PASSWORD_SECRET_ID),
      "kmsuser is locked after too many wrong logins",
      "Change kmsuser's password in the cluster with the CloudHSM CLI (that unlocks it), put the"
          + " same password into the secret as a new version, and start the connector with "
          + KEY_STORE_PASSWORD_SECRET_ID.inOptions()
          + "."),
  USER_NOT_FOUND(
      Remedy.UPDATE,
      0,
      false,
      Set.of(KEY_STORE_PASSWORD_SECRET_ID),
      "kmsuser does not exist on every HSM of the cluster",
      "Create the crypto user kmsuser on every HSM with the CloudHSM CLI, put its password into the"
          + " secret as a new version, and start the connector with "
          + KEY_STORE_PASSWORD_SECRET_ID.inOptions()
          + "."),
  USER_LOGGED_IN(
      Remedy.UPDATE,
      0,
      false,
      Set.of(KEY_STORE_PASSWORD_SECRET_ID),
      "someone is logged in to the cluster as kmsuser",
      "Log kmsuser out of the cluster and start the connector again. If its password was changed,"
          + " put it into the secret as a new version and add "
          + KEY_STORE_PASSWORD_SECRET_ID.inOptions()
          + "."),
  CLUSTER_NOT_FOUND(
      Remedy.UPDATE,
      0,
      false,
      Set.of(CLOUD_HSM_CLUSTER_ID),
      "the key store's cluster does not exist",
      "Create a cluster from a backup of the lost one, with two active HSMs, and start the"
          + " connector with "
          + CLOUD_HSM_CLUSTER_ID.inOptions()
          + "."),
  SUBNET_NOT_FOUND(
      Remedy.UPDATE,
      0,
      false,
      Set.of(CLOUD_HSM_CLUSTER_ID),
      "a subnet that the cluster was configured with no longer exists",
      "Create a cluster from the latest backup in subnets that exist, with two active HSMs, and"
          + " start the connector with "
          + CLOUD_HSM_CLUSTER_ID.inOptions()
          + "."),
  INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET(
      Remedy.PERSON,
      0,
      false,
      Set.of(),
      "a private subnet of the cluster has no free IP address",
      "Free at least one address, preferably two, in each private subnet of the cluster, then start"
          + " the connector again."),
  XKS_PROXY_TIMED_OUT(
      Remedy.RETRY_AFTER_PAUSE,
      60,
      false,
      Set.of(XKS_PROXY_URI_ENDPOINT, XKS_PROXY_URI_PATH, XKS_PROXY_CONNECTIVITY),
      "the external key store proxy did not answer in time",
      "Check the proxy and the key manager behind it for load and connectivity, then start the"
          + " connector again."),
  XKS_PROXY_INVALID_RESPONSE(
      Remedy.RETRY_AFTER_PAUSE,
      60,
      false,
      Set.of(XKS_PROXY_URI_ENDPOINT, XKS_PROXY_URI_PATH, XKS_PROXY_CONNECTIVITY),
      "the external key store proxy sent a response that KMS does not understand",
      "Check the proxy's version and logs, and that its URI endpoint and path lead to the proxy,"
          + " then start the connector again."),
  XKS_PROXY_NOT_REACHABLE(
      Remedy.RETRY_AFTER_PAUSE,
      60,
      false,
      Set.of(XKS_PROXY_URI_ENDPOINT, XKS_PROXY_URI_PATH, XKS_PROXY_CONNECTIVITY),
      "KMS cannot reach the external key store proxy",
      "Check that the proxy is running and that its URI endpoint and path are correct, then start"
          + " the connector again, if necessary with "
          + XKS_PROXY_URI_ENDPOINT.inOptions()
          + "."),
  XKS_PROXY_INVALID_CONFIGURATION(
      Remedy.UPDATE,
      0,
      false,
      Set.of(XKS_PROXY_URI_PATH),
      "the proxy's URI path is wrong",
      "Find the correct path in the proxy's documentation and start the connector with "
          + XKS_PROXY_URI_PATH.inOptions()
          + "."),
  XKS_PROXY_ACCESS_DENIED(
      Remedy.PERSON,
      0,
      false,
      Set.of(),
      "the external key store proxy refuses requests from KMS",
      "Allow requests from KMS in the proxy's authorization rules, then start the connector"
          + " again."),
  XKS_PROXY_INVALID_TLS_CONFIGURATION(
      Remedy.PERSON,
      0,
      false,
      Set.of(),
      "KMS does not accept the proxy's TLS configuration",
      "Configure the proxy with TLS 1.2 or 1.3 and a valid certificate for its host name from a"
          + " public certificate authority that KMS trusts, then start the connector again."),
  XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND(
      Remedy.UPDATE,
      0,
      false,
      Set.of(XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER),
      "the proxy's VPC endpoint service does not exist or does not allow KMS",
      "Check the name of the endpoint service, and that it allows the principal"
          + " cks.kms.<region>.amazonaws.com; start the connector again, if necessary with "
          + XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME.inOptions()
          + "."),
  XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION(
      Remedy.UPDATE,
      0,
      false,
      Set.of(XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER),
      "the proxy's VPC endpoint service is not configured as KMS requires",
      "The service must not require acceptance of connections, and needs a verified private DNS"
          + " name and a Network Load Balancer in two Availability Zones. Start the connector"
          + " again, if necessary with "
          + XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME.inOptions()
          + ".");

  private static final String XKS_CREDENTIALS_GUIDANCE =
      "Put the access key id and secret access key that the proxy expects into the secret as a new"
          + " version, and start the connector with "
          + XKS_PROXY_CREDENTIAL_SECRET_ID.inOptions()
          + ".";

  private final Remedy remedy;
  private final Duration pause;
  private final boolean locksKmsuser;

  @SuppressWarnings("ImmutableEnumChecker") // each is made by Set.of
  private final Set<UpdateField> fitting;

  private final String meaning;
  private final String guidance;

  ConnectionErrorCode(
      Remedy remedy,
      int pauseSeconds,
      boolean locksKmsuser,
      Set<UpdateField> fitting,
      String meaning,
      String guidance) {
    this.remedy = remedy;
    this.pause = Duration.ofSeconds(pauseSeconds);
    this.locksKmsuser = locksKmsuser;
    this.fitting = fitting;
    this.meaning = meaning;
    this.guidance = guidance;
  }

  /** The code with that name; empty if this version does not know it. */
  public static Optional<ConnectionErrorCode> of(@Nullable String name) {
    for (ConnectionErrorCode code : values()) {
      if (code.name().equals(name)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** What software can do about it. */
  public Remedy remedy() {
    return remedy;
  }

  /** How long to wait before another connect. */
  public Duration pause() {
    return pause;
  }

  /**
   * Whether another connect without a fresh password counts towards locking kmsuser. An external
   * key store has no kmsuser.
   */
  public boolean harmedByBlindRetry(KeyStoreType type) {
    return locksKmsuser && type == KeyStoreType.AWS_CLOUDHSM;
  }

  /** Whether the code says that the credentials given to KMS are wrong. */
  static boolean meansWrongCredentials(String name) {
    return of(name).filter(code -> code == INVALID_CREDENTIALS || code.locksKmsuser).isPresent();
  }

  /** The same for a code by its name; a code that is not here counts as harmless. */
  static boolean locksKmsuser(String name, KeyStoreType type) {
    return of(name).filter(known -> known.harmedByBlindRetry(type)).isPresent();
  }

  /** Which settings can remove the cause. */
  public Set<UpdateField> fitting() {
    return fitting;
  }

  /** What it means, as the rest of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What a person should do. */
  public String guidance(KeyStoreType type) {
    return this == INVALID_CREDENTIALS && type == KeyStoreType.EXTERNAL_KEY_STORE
        ? XKS_CREDENTIALS_GUIDANCE
        : guidance;
  }

  /**
   * What to do about a cluster without an active HSM, without repeating what the request already
   * says.
   *
   * @param mayBuyHsm whether the deployment allows a request to say it
   */
  static String hsmGuidance(Request request, boolean mayBuyHsm) {
    return request.addHsm() || !mayBuyHsm
        ? Texts.CREATE_AN_HSM + "."
        : INSUFFICIENT_CLOUDHSM_HSMS.guidance(KeyStoreType.AWS_CLOUDHSM);
  }

  /** Enum constants cannot use constants of their own enum. */
  private static final class Texts {
    static final String CREATE_AN_HSM =
        "Create an HSM in the cluster (two in two Availability Zones are recommended), wait until"
            + " it is ACTIVE, then start the connector again";
  }
}
