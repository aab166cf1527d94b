package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** {@code xks}, what KMS was given, and {@code proxy}, how the proxy really is. */
final class XksJson {

  private static final XksSettings USUAL =
      new XksSettings(
          XksSettings.Connectivity.PUBLIC_ENDPOINT,
          "https://xks.example.com",
          "/kms/xks/v1",
          new XksCredential(
              "ABCDEFGHIJKLMNOPQRST", "usualXksSecretAccessKey/0123456789+abcdefghi="),
          null,
          null);

  private XksJson() {}

  static void read(JsonObjectReader keyStore, KeyStore store) {
    XksSettings told = settings(keyStore.object("xks"));
    store.xks = told;
    store.proxy = proxy(keyStore.object("proxy"), XksProxy.agreeingWith(told));
  }

  private static XksSettings settings(JsonObjectReader fields) {
    XksSettings settings =
        new XksSettings(
            fields.choice("connectivity", USUAL.connectivity()),
            fields.text("endpoint", USUAL.endpoint()),
            fields.text("path", USUAL.path()),
            credential(fields, USUAL.credential()),
            fields.textOrNull("vpcServiceName"),
            fields.textOrNull("vpcServiceOwner"));
    fields.nothingElse();
    return settings;
  }

  private static XksProxy proxy(JsonObjectReader fields, XksProxy agreeing) {
    String service = fields.textOrNull("vpcServiceName");
    String owner = fields.textOrNull("vpcServiceOwner");
    XksProxy proxy =
        new XksProxy(
            fields.text("endpoint", agreeing.endpoint()),
            fields.text("path", agreeing.path()),
            credential(fields, agreeing.credential()),
            service == null ? agreeing.vpcServiceName() : service,
            owner == null ? agreeing.vpcServiceOwner() : owner,
            fields.choice("vpcService", agreeing.vpcService()),
            fields.choice("answers", agreeing.answers()));
    fields.nothingElse();
    return proxy;
  }

  private static XksCredential credential(JsonObjectReader fields, XksCredential otherwise) {
    return new XksCredential(
        fields.text("accessKeyId", otherwise.accessKeyId()),
        fields.text("secretAccessKey", otherwise.secretAccessKey()));
  }

  static void write(KeyStore store, Map<String, Object> json, SecretVisibility visibility) {
    json.put("xks", write(Objects.requireNonNull(store.xks), visibility));
    json.put("proxy", write(Objects.requireNonNull(store.proxy), visibility));
  }

  private static Map<String, Object> write(XksSettings told, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("connectivity", told.connectivity().name());
    json.put("endpoint", told.endpoint());
    json.put("path", told.path());
    write(told.credential(), json, visibility);
    json.put("vpcServiceName", told.vpcServiceName());
    json.put("vpcServiceOwner", told.vpcServiceOwner());
    return json;
  }

  private static Map<String, Object> write(XksProxy proxy, SecretVisibility visibility) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("endpoint", proxy.endpoint());
    json.put("path", proxy.path());
    write(proxy.credential(), json, visibility);
    json.put("vpcServiceName", proxy.vpcServiceName());
    json.put("vpcServiceOwner", proxy.vpcServiceOwner());
    json.put("vpcService", proxy.vpcService().name());
    json.put("answers", proxy.answers().name());
    return json;
  }

  private static void write(
      XksCredential credential, Map<String, Object> json, SecretVisibility visibility) {
    json.put("accessKeyId", credential.accessKeyId());
    json.put("secretAccessKey", visibility.show(credential.secretAccessKey()));
  }
}
