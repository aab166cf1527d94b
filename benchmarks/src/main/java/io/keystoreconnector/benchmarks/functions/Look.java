package io.keystoreconnector.benchmarks.functions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import tools.jackson.jr.ob.JSON;

/**
 * What every measured function does with one event: it looks at the key store and at its cluster,
 * and answers with both. Only how and when the clients are made differs between the functions.
 */
record Look(KmsClient kms, CloudHsmV2Client hsm) {

  private static final byte[] EXAMPLE =
      "{\"customKeyStoreId\":\"cks-0123456789abcdef0\"}".getBytes(StandardCharsets.UTF_8);

  void answer(InputStream event, OutputStream answer) throws IOException {
    Map<String, Object> request = JSON.std.mapFrom(event);
    JSON.std.write(look(String.valueOf(request.get("customKeyStoreId"))), answer);
  }

  /**
   * One complete look whose answer is not used; a failure must not keep the function from starting.
   */
  void prime() {
    try {
      answer(new ByteArrayInputStream(EXAMPLE), OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException e) {
      System.err.println("Priming failed: " + e);
    }
  }

  private Map<String, Object> look(String customKeyStoreId) {
    var store =
        kms.describeCustomKeyStores(r -> r.customKeyStoreId(customKeyStoreId))
            .customKeyStores()
            .getFirst();
    var cluster =
        hsm.describeClusters(
                r -> r.filters(Map.of("clusterIds", List.of(store.cloudHsmClusterId()))))
            .clusters()
            .getFirst();
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("connectionState", store.connectionStateAsString());
    seen.put("clusterState", cluster.stateAsString());
    seen.put("hsms", cluster.hsms().size());
    return seen;
  }
}
