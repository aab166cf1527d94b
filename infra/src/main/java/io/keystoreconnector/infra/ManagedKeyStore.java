package io.keystoreconnector.infra;

import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.UpdateField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A custom key store on which a deployment may act, or several that have a name in common, and what
 * it may do.
 *
 * @param id such as {@code cks-1234567890abcdef0}; or a name, a pattern of names such as {@code
 *     prod-*}, or {@code *} for every key store of the account and Region
 * @param update what a run may change in it: the field {@code update} of a request; empty for
 *     nothing. For several key stores, the name of a secret may be a rule such as {@code
 *     connector/{name}/kmsuser}
 * @param secretKeyArn the customer-managed KMS key that encrypts the secret in {@code update}, if
 *     any
 * @param addHsm whether a run that requests it may create an HSM, which is billed by the hour
 * @param disconnectOnDelete whether a stack that requests it may disconnect the store when its
 *     {@code Custom::KeyStoreConnection} is deleted
 * @param hsmCluster the CloudHSM cluster whose new HSMs start a run, if any
 * @param canaryKeyArn a KMS key in the store that every check of the CONNECTED store encrypts one
 *     byte with, if any; without one, a CloudHSM key store makes a random byte, and an external key
 *     store is not proved
 * @param expected the state in which it is expected to be: an alarm goes off only when it should be
 *     CONNECTED and is not
 */
public record ManagedKeyStore(
    String id,
    Map<String, Object> update,
    @Nullable String secretKeyArn,
    boolean addHsm,
    boolean disconnectOnDelete,
    @Nullable String hsmCluster,
    @Nullable String canaryKeyArn,
    ExpectedState expected) {

  private static final List<String> SECRETS = fields(UpdateField::namesSecret);

  /** The settings of a key store that may be changed, without those that name a secret. */
  static final List<String> SETTINGS = fields(field -> !field.namesSecret());

  private static List<String> fields(Predicate<UpdateField> which) {
    return Arrays.stream(UpdateField.values()).filter(which).map(UpdateField::json).toList();
  }

  /** Stands for every key store. */
  static final String EVERY = "*";

  /**
   * Checks the id, and {@code update} against the rules of a request.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public ManagedKeyStore {
    Validation.keyStores("the id of a key store", id);
    Validation.noNulls("key store " + id, "update.", update);
    update = Map.copyOf(update);
    SecretTemplate.check(id, secretsIn(update), Validation.isKeyStoreId(id));
    Validation.request("key store " + id, request(id, SecretTemplate.ofSome(update)));
    if (secretKeyArn != null) {
      Validation.keyArn("secretKeyArn of key store " + id, secretKeyArn);
      Validation.that(
          SECRETS.stream().anyMatch(update::containsKey),
          "secretKeyArn of key store %s needs a secret in update, which the key encrypts."
              .formatted(id));
    }
    Validation.that(
        Validation.isKeyStoreId(id) || (canaryKeyArn == null && hsmCluster == null),
        "canaryKeyArn and hsmCluster of key store %s must be left out: they need the id of one key store."
            .formatted(id));
    if (canaryKeyArn != null) {
      Validation.keyArn("canaryKeyArn of key store " + id, canaryKeyArn);
    }
    if (hsmCluster != null) {
      Validation.clusterId("hsmCluster of key store " + id, hsmCluster);
    }
  }

  /** A key store that may be connected, and nothing else. */
  public static ManagedKeyStore of(String id) {
    return new ManagedKeyStore(
        id, Map.of(), null, false, false, null, null, ExpectedState.CONNECTED);
  }

  /** The same, with what a run may change; the key store's schedules send it. */
  public ManagedKeyStore withUpdate(Map<String, Object> changes) {
    return new ManagedKeyStore(
        id, changes, secretKeyArn, addHsm, disconnectOnDelete, hsmCluster, canaryKeyArn, expected);
  }

  /** The same, with the ARN of the customer-managed key that encrypts the secret. */
  public ManagedKeyStore withSecretKey(String keyArn) {
    return new ManagedKeyStore(
        id, update, keyArn, addHsm, disconnectOnDelete, hsmCluster, canaryKeyArn, expected);
  }

  /** The same, and a run that requests it may create an HSM. */
  public ManagedKeyStore allowAddHsm() {
    return new ManagedKeyStore(
        id, update, secretKeyArn, true, disconnectOnDelete, hsmCluster, canaryKeyArn, expected);
  }

  /** The same, and a deleted stack that requested it disconnects the store. */
  public ManagedKeyStore allowDisconnectOnDelete() {
    return new ManagedKeyStore(
        id, update, secretKeyArn, addHsm, true, hsmCluster, canaryKeyArn, expected);
  }

  /** The same, and every HSM that someone creates in this cluster starts a run. */
  public ManagedKeyStore connectWhenHsmCreatedIn(String clusterId) {
    return new ManagedKeyStore(
        id, update, secretKeyArn, addHsm, disconnectOnDelete, clusterId, canaryKeyArn, expected);
  }

  /** The same, and a check of the CONNECTED store encrypts one byte with this key. */
  public ManagedKeyStore withCanaryKey(String keyArn) {
    return new ManagedKeyStore(
        id, update, secretKeyArn, addHsm, disconnectOnDelete, hsmCluster, keyArn, expected);
  }

  /** The same, and that it is not CONNECTED is no reason for an alarm. */
  public ManagedKeyStore expectDisconnected() {
    return expecting(ExpectedState.DISCONNECTED);
  }

  /** The same, and an alarm goes off only when it is not in this state. */
  public ManagedKeyStore expecting(ExpectedState state) {
    return new ManagedKeyStore(
        id, update, secretKeyArn, addHsm, disconnectOnDelete, hsmCluster, canaryKeyArn, state);
  }

  /** Whether it is one key store, given by its id. */
  boolean isOne() {
    return Validation.isKeyStoreId(id);
  }

  /** The request for this key store with everything that it allows. */
  public Map<String, Object> request() {
    Map<String, Object> request = request(id, update);
    if (addHsm) {
      request.put("addHsm", true);
    }
    return request;
  }

  /** Names or ARNs of the secrets that a run may read. */
  List<String> secrets() {
    return SECRETS.stream()
        .flatMap(field -> Stream.ofNullable(update.get(field)))
        .map(String::valueOf)
        .toList();
  }

  private static Map<String, Object> secretsIn(Map<String, Object> update) {
    Map<String, Object> secrets = new LinkedHashMap<>(update);
    secrets.keySet().retainAll(SECRETS);
    return secrets;
  }

  /** The type of key store that {@code update} is for; empty if there is none. */
  Optional<KeyStoreType> updateType() {
    return Arrays.stream(UpdateField.values())
        .filter(field -> update.containsKey(field.json()))
        .map(UpdateField::type)
        .findFirst();
  }

  /** Names of the fields, besides the secrets, that a run may change. */
  List<String> settings() {
    return SETTINGS.stream().filter(update::containsKey).toList();
  }

  /**
   * Checks that a request for this key store asks for no more than it allows, as the functions
   * will.
   *
   * @throws InvalidDeployment that names the field
   */
  void hold(String what, Map<String, ?> request) {
    Validation.nothingWrong(refusal(what, "key store " + id, request));
  }

  /**
   * What a request asks for that this key store does not allow, in one sentence.
   *
   * @param store what the sentence calls this key store
   */
  Optional<String> refusal(String what, String store, Map<String, ?> request) {
    Map<?, ?> changes =
        request.get("update") instanceof Map<?, ?> given ? given : Map.<String, Object>of();
    return Stream.of(
            SECRETS.stream()
                .filter(changes::containsKey)
                .filter(secret -> !mayName(String.valueOf(changes.get(secret))))
                .map(secret -> notAllowed(secret, what, store)),
            SETTINGS.stream()
                .filter(changes::containsKey)
                .filter(setting -> !update.containsKey(setting))
                .map(setting -> notAllowed(setting, what, store)),
            asksInVain(request, "addHsm", addHsm, what, store),
            asksInVain(request, "disconnectOnDelete", disconnectOnDelete, what, store))
        .flatMap(sentences -> sentences)
        .findFirst();
  }

  private boolean mayName(String secret) {
    return secrets().stream()
        .anyMatch(
            own ->
                SecretTemplate.isRule(own)
                    ? SecretTemplate.mayMake(own, secret)
                    : SecretName.maybeSame(own, secret) || SecretTemplate.mayMeet(secret, own));
  }

  private static String notAllowed(String field, String what, String store) {
    return "update.%s in the request of %s must be allowed by update of %s."
        .formatted(field, what, store);
  }

  private static Stream<String> asksInVain(
      Map<String, ?> request, String field, boolean allowed, String what, String store) {
    return Boolean.TRUE.equals(request.get(field)) && !allowed
        ? Stream.of("%s in the request of %s needs %s on %s.".formatted(field, what, field, store))
        : Stream.empty();
  }

  private static Map<String, Object> request(String id, Map<String, Object> update) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put(Validation.isKeyStoreId(id) ? "customKeyStoreId" : "customKeyStoreName", id);
    if (!update.isEmpty()) {
      request.put("update", update);
    }
    return request;
  }
}
