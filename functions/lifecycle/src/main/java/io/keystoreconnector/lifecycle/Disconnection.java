package io.keystoreconnector.lifecycle;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
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
  private final Settings settings;

  Disconnection(KmsClient kms, Settings settings) {
    this.kms = kms;
    this.settings = settings;
  }

  /** Disconnects the key store that the properties name, and reports the result. */
  StackAnswer of(ConnectionProperties properties) {
    try {
      CustomKeyStoresListEntry store = find(properties);
      String id = store.customKeyStoreId();
      if (!settings.mayDisconnect(id)) {
        return StackAnswer.failed(
            "The connector is not allowed to disconnect %s: allow it in the connector's deployment,%s"
                .formatted(id, OTHER_WAYS));
      }
      return disconnect(store);
    } catch (CustomKeyStoreNotFoundException e) {
      return StackAnswer.succeeded("The key store no longer exists.");
    } catch (SdkException e) {
      return StackAnswer.failed(sentence(e));
    }
  }

  private StackAnswer disconnect(CustomKeyStoresListEntry store) {
    String id = store.customKeyStoreId();
    try {
      var _ =
          kms.disconnectCustomKeyStore(
              DisconnectCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
      return StackAnswer.succeeded("KMS is disconnecting " + id + ".");
    } catch (CustomKeyStoreInvalidStateException e) {
      String state = String.valueOf(describe(id, null).connectionStateAsString());
      return ALREADY.contains(state)
          ? StackAnswer.succeeded(id + " is " + state + " already.")
          : StackAnswer.failed(
              "KMS does not disconnect %s while it is %s: delete the stack again when the state has changed."
                  .formatted(id, state));
    }
  }

  private CustomKeyStoresListEntry find(ConnectionProperties properties) {
    return properties.request().containsKey("customKeyStoreId")
        ? describe(properties.keyStore(), null)
        : describe(null, properties.keyStore());
  }

  /** KMS answers an id or name that it does not know with an error, not with an empty list. */
  private CustomKeyStoresListEntry describe(@Nullable String id, @Nullable String name) {
    List<CustomKeyStoresListEntry> found =
        kms.describeCustomKeyStores(
                DescribeCustomKeyStoresRequest.builder()
                    .customKeyStoreId(id)
                    .customKeyStoreName(name)
                    .build())
            .customKeyStores();
    return found.getFirst();
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
