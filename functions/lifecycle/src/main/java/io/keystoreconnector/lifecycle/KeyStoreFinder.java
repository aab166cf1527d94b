package io.keystoreconnector.lifecycle;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.paginators.DescribeCustomKeyStoresIterable;

/** Finds a key store in KMS. */
final class KeyStoreFinder {

  private final KmsClient kms;

  KeyStoreFinder(KmsClient kms) {
    this.kms = kms;
  }

  /**
   * The key store that the properties name.
   *
   * @throws software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException if there is
   *     none
   */
  CustomKeyStoresListEntry find(ConnectionProperties properties) {
    return properties.namesAnId()
        ? describe(properties.physicalId(), null)
        : describe(null, properties.physicalId());
  }

  CustomKeyStoresListEntry find(String id) {
    return describe(id, null);
  }

  /** KMS answers an id or name that it does not know with an error, not with an empty list. */
  private CustomKeyStoresListEntry describe(@Nullable String id, @Nullable String name) {
    DescribeCustomKeyStoresRequest request =
        DescribeCustomKeyStoresRequest.builder()
            .customKeyStoreId(id)
            .customKeyStoreName(name)
            .build();
    return new DescribeCustomKeyStoresIterable(kms, request)
        .stream().flatMap(page -> page.customKeyStores().stream()).findFirst().orElseThrow();
  }
}
