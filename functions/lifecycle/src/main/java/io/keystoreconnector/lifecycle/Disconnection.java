package io.keystoreconnector.lifecycle;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;

/**
 * Disconnects a key store because its resource is deleted and has {@code DisconnectOnDelete}. This
 * is the only place that disconnects a CONNECTED key store.
 */
final class Disconnection {

  private static final Set<String> ALREADY = Set.of("DISCONNECTED", "DISCONNECTING");

  private static final String OTHER_WAYS =
      " or delete the stack and retain this resource, which leaves the key store as it is.";

  private final KmsClient kms;
  private final KeyStoreFinder finder;
  private final Settings settings;

  Disconnection(KmsClient kms, KeyStoreFinder finder, Settings settings) {
    this.kms = kms;
    this.finder = finder;
    this.settings = settings;
  }

  /**
   * Refuses properties whose delete would be refused.
   *
   * @throws InvalidProperties with a sentence for the person who deploys
   */
  void refuseWhatDeleteWouldRefuse(ConnectionProperties properties) {
    if (properties.disconnectOnDelete() && !isAllowed(properties)) {
      throw new InvalidProperties(
          "DisconnectOnDelete must be false or left out, because the connector is not allowed to"
              + " disconnect this key store: allow it in the connector's deployment first.");
    }
  }

  private boolean isAllowed(ConnectionProperties properties) {
    StoreList allowed = settings.disconnectableKeyStores();
    if (properties.namesAnId() ? !allowed.mayHave(properties.physicalId()) : allowed.isEmpty()) {
      return false;
    }
    try {
      return mayDisconnect(finder.find(properties));
    } catch (CustomKeyStoreNotFoundException e) {
      // The run says so, and what to do.
      return true;
    } catch (SdkException e) {
      throw new InvalidProperties(
          "Whether DisconnectOnDelete is allowed is not known, because KMS did not describe the key store (%s): deploy again."
              .formatted(AwsRefusal.code(e)));
    }
  }

  /** Disconnects the key store that the properties name, and reports the result. */
  StackAnswer of(ConnectionProperties properties) {
    try {
      CustomKeyStoresListEntry store = finder.find(properties);
      String id = store.customKeyStoreId();
      if (!mayDisconnect(store)) {
        return StackAnswer.failed(
            "The connector is not allowed to disconnect %s: allow it in the connector's deployment,%s"
                .formatted(id, OTHER_WAYS));
      }
      return disconnect(id);
    } catch (CustomKeyStoreNotFoundException e) {
      return StackAnswer.succeeded("The key store no longer exists.");
    } catch (SdkException e) {
      return StackAnswer.failed(sentence(e));
    }
  }

  private boolean mayDisconnect(CustomKeyStoresListEntry store) {
    return settings.mayDisconnect(
        store.customKeyStoreId(), String.valueOf(store.customKeyStoreName()));
  }

  private StackAnswer disconnect(String id) {
    try {
      var unused =
          kms.disconnectCustomKeyStore(
              DisconnectCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
      return StackAnswer.succeeded("KMS is disconnecting " + id + ".");
    } catch (CustomKeyStoreInvalidStateException e) {
      String state = String.valueOf(finder.find(id).connectionStateAsString());
      return ALREADY.contains(state)
          ? StackAnswer.succeeded(id + " is " + state + " already.")
          : StackAnswer.failed(
              "KMS does not disconnect %s while it is %s: delete the stack again when the state has changed."
                  .formatted(id, state));
    }
  }

  private static String sentence(SdkException e) {
    return AwsRefusal.isDenied(e)
        ? "The connector is not allowed to disconnect key stores: allow"
            + " kms:DisconnectCustomKeyStore and kms:DescribeCustomKeyStores in its deployment, set"
            + " DisconnectOnDelete to false,"
            + OTHER_WAYS
        : "KMS did not disconnect the key store (%s): delete the stack again,%s"
            .formatted(AwsRefusal.code(e), OTHER_WAYS);
  }
}
