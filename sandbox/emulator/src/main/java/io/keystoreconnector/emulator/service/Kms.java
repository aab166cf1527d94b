package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.KeyStore;
import io.keystoreconnector.emulator.world.KeyStoreChange;
import io.keystoreconnector.emulator.world.KeyStoreSnapshot;
import io.keystoreconnector.emulator.world.KeyStores;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS KMS, as far as it concerns custom key stores. */
final class Kms implements Service {

  private final World world;
  private final KeyStores keyStores;

  Kms(World world) {
    this.world = world;
    this.keyStores = world.keyStores();
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("CreateCustomKeyStore", this::create);
    operations.put("DescribeCustomKeyStores", this::describe);
    operations.put("ConnectCustomKeyStore", this::connect);
    operations.put("DisconnectCustomKeyStore", this::disconnect);
    operations.put("UpdateCustomKeyStore", this::update);
    operations.put("DeleteCustomKeyStore", this::delete);
    return operations;
  }

  private Map<String, Object> create(Params params) {
    KeyStoreChange wanted = KmsRequests.creation(params);
    String trustAnchor = params.text("TrustAnchorCertificate", Constraint.TRUST_ANCHOR, "");
    KeyStore store = world.newKeyStore(wanted, trustAnchor);
    keyStores.create(store, world.settings().keyStoreLimit());
    return new Body().with("CustomKeyStoreId", store.id()).json();
  }

  private Map<String, Object> describe(Params params) {
    int limit = params.number("Limit", 1, 1000, 1000);
    String marker = params.textOrNull("Marker", Constraint.MARKER);
    Page<KeyStoreSnapshot> page = Page.of(asked(params), marker, limit, AwsError.INVALID_MARKER);
    return new Body()
        .with("CustomKeyStores", page.items().stream().map(this::describe).toList())
        .with("NextMarker", page.next())
        .with("Truncated", page.next() != null)
        .json();
  }

  private Map<String, Object> describe(KeyStoreSnapshot store) {
    return KmsAnswers.entry(store, world.epochSeconds(store.createdMillis()));
  }

  private List<KeyStoreSnapshot> asked(Params params) {
    String id = params.textOrNull("CustomKeyStoreId", Constraint.KEY_STORE_ID);
    String name = params.textOrNull("CustomKeyStoreName", Constraint.KEY_STORE_NAME);
    if (id != null && name != null) {
      throw AwsError.VALIDATION.because(
          "Specify CustomKeyStoreId or CustomKeyStoreName, but not both.");
    }
    List<KeyStoreSnapshot> found =
        keyStores.snapshots().stream()
            .filter(k -> id == null || k.id().equals(id))
            .filter(k -> name == null || k.name().equals(name))
            .toList();
    requireFound(found, id, name);
    return found;
  }

  private static void requireFound(
      List<KeyStoreSnapshot> found, @Nullable String id, @Nullable String name) {
    if (found.isEmpty() && (id != null || name != null)) {
      throw AwsError.KEY_STORE_NOT_FOUND.because("The custom key store does not exist.");
    }
  }

  private Map<String, Object> connect(Params params) {
    keyStores.connect(keyStore(params));
    return Map.of();
  }

  private Map<String, Object> disconnect(Params params) {
    keyStores.disconnect(keyStore(params));
    return Map.of();
  }

  private Map<String, Object> update(Params params) {
    KeyStoreChange change = KmsRequests.change(params, "NewCustomKeyStoreName");
    keyStores.update(keyStore(params), change);
    return Map.of();
  }

  private Map<String, Object> delete(Params params) {
    keyStores.delete(keyStore(params));
    return Map.of();
  }

  private KeyStore keyStore(Params params) {
    return keyStores.get(params.text("CustomKeyStoreId", Constraint.KEY_STORE_ID));
  }

  @Override
  public String name() {
    return "kms";
  }

  @Override
  public String targetPrefix() {
    return "TrentService";
  }

  @Override
  public AwsError internalError() {
    return AwsError.KMS_INTERNAL;
  }

  @Override
  public boolean hasQuota() {
    return true;
  }
}
