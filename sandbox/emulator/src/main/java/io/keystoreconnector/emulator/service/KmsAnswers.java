package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.KeyStoreSnapshot;
import io.keystoreconnector.emulator.world.XksSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes key stores as DescribeCustomKeyStores does. */
final class KmsAnswers {

  private KmsAnswers() {}

  static Map<String, Object> entry(KeyStoreSnapshot store, double createdEpochSeconds) {
    return new Body()
        .with("CustomKeyStoreId", store.id())
        .with("CustomKeyStoreName", store.name())
        .with("CloudHsmClusterId", store.clusterId())
        .with("TrustAnchorCertificate", store.trustAnchor())
        .with("ConnectionState", store.state().name())
        .with("ConnectionErrorCode", store.errorCode())
        .with("CreationDate", createdEpochSeconds)
        .with("CustomKeyStoreType", store.type().name())
        .with("XksProxyConfiguration", proxy(store.xks()))
        .json();
  }

  private static @Nullable Map<String, Object> proxy(@Nullable XksSettings xks) {
    return xks == null
        ? null
        : new Body()
            .with("Connectivity", xks.connectivity().name())
            .with("AccessKeyId", xks.credential().accessKeyId())
            .with("UriEndpoint", xks.endpoint())
            .with("UriPath", xks.path())
            .with("VpcEndpointServiceName", xks.vpcServiceName())
            .with("VpcEndpointServiceOwner", xks.vpcServiceOwner())
            .json();
  }
}
