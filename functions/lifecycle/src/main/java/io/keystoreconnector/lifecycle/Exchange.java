package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation deletes what an update replaces. If an update replaced the id of a key store with
 * its name, or the reverse, or with several key stores of which it may be one, that would
 * disconnect what the update has just connected.
 */
final class Exchange {

  private static final String FIRST =
      ": set DisconnectOnDelete to false in a separate update first.";

  private Exchange() {}

  /**
   * Refuses an update that would do that.
   *
   * @throws InvalidProperties with a sentence for the person who deploys
   */
  static void refuse(ConnectionProperties properties, CloudFormationCustomResourceEvent event) {
    @Nullable Map<String, Object> old = event.getOldResourceProperties();
    if (old == null
        || !ConnectionProperties.askToDisconnect(old)
        || properties.physicalId().equals(event.getPhysicalResourceId())) {
      return;
    }
    if (properties.isForAFleet()) {
      throw new InvalidProperties(
          "With DisconnectOnDelete, an update must not replace a key store with KeyStores, because"
              + " it may be one of them"
              + FIRST);
    }
    if (old.containsKey("CustomKeyStoreId") != properties.namesAnId()) {
      throw new InvalidProperties(
          "With DisconnectOnDelete, an update must not replace CustomKeyStoreId with"
              + " CustomKeyStoreName or the reverse, because they may name the same key store"
              + FIRST);
    }
  }
}
