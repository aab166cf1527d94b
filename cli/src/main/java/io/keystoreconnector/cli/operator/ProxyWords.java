package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.XksFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where KMS looks for the proxy of an external key store. */
final class ProxyWords {

  private ProxyWords() {}

  /** In words; empty for any other key store. */
  static String of(KeyStoreFacts store) {
    XksFacts xks = store.xks();
    if (xks == null) {
      return "";
    }
    String service =
        xks.service() == null || xks.service().isEmpty() ? "" : ", service " + xks.service();
    String owner = xks.owner() == null ? "" : ", owner " + xks.owner();
    return "endpoint %s, path %s, %s%s%s"
        .formatted(xks.endpoint(), xks.path(), xks.connectivity(), service, owner);
  }

  /** For programs, in the words of KMS; null for any other key store. */
  static @Nullable Map<String, @Nullable Object> json(KeyStoreFacts store) {
    XksFacts xks = store.xks();
    if (xks == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("connectivity", xks.connectivity());
    json.put("uriEndpoint", xks.endpoint());
    json.put("uriPath", xks.path());
    json.put("vpcEndpointServiceName", xks.service());
    json.put("vpcEndpointServiceOwner", xks.owner());
    return json;
  }
}
