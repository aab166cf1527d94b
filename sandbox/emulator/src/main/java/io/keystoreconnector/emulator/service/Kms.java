package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.KeyStore;
import io.keystoreconnector.emulator.world.KeyStoreChange;
import io.keystoreconnector.emulator.world.KeyStoreSnapshot;
import io.keystoreconnector.emulator.world.KeyStores;
import io.keystoreconnector.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AWS KMS, as far as it concerns custom key stores. */
final class Kms implements Service {

  private static final String GENERATE_RANDOM = "GenerateRandom";
  private static final String ENCRYPT = "Encrypt";
  private static final String LIST_KEYS = "ListKeys";
  private static final String DESCRIBE_KEY = "DescribeKey";
  private static final String LIST_ALIASES = "ListAliases";

  /** Their quotas are higher than any test of this project reaches. */
  private static final Set<String> NOT_ABOUT_KEY_STORES =
      Set.of(GENERATE_RANDOM, ENCRYPT, LIST_KEYS, DESCRIBE_KEY, LIST_ALIASES);

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
    operations.put(GENERATE_RANDOM, this::generateRandom);
    operations.put(ENCRYPT, this::encrypt);
    KmsKeys keys = new KmsKeys(world);
    operations.put(LIST_KEYS, keys::list);
    operations.put(DESCRIBE_KEY, keys::describe);
    operations.put(LIST_ALIASES, keys::aliases);
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
    Page<KeyStoreSnapshot> page =
        Page.of(
            "DescribeCustomKeyStores" + params.without("Limit", "Marker"),
            asked(params),
            marker,
            limit,
            AwsError.INVALID_MARKER.because(Page.UNKNOWN));
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

  /** The bytes are not random: a scenario gives the same result each time. */
  private Map<String, Object> generateRandom(Params params) {
    params.refuse("Recipient");
    int bytes = params.number("NumberOfBytes", 1, 1024, 1);
    if (params.has("CustomKeyStoreId")) {
      KeyStore store = keyStore(params);
      if (store.type() == KeyStore.Type.EXTERNAL_KEY_STORE) {
        throw AwsError.UNSUPPORTED_OPERATION.because(
            "GenerateRandom is not supported for external key stores.");
      }
      keyStores.use(store);
    }
    return new Body().with("Plaintext", base64(new byte[bytes])).json();
  }

  /** Only with a key that the world names; the ciphertext cannot be decrypted. */
  private Map<String, Object> encrypt(Params params) {
    params.refuse("EncryptionContext", "GrantTokens", "EncryptionAlgorithm", "DryRun");
    String key = params.text("KeyId", Constraint.KEY_ID);
    String plaintext = params.text("Plaintext", Constraint.BLOB);
    keyStores.use(
        keyStores
            .holding(key)
            .orElseThrow(
                () -> AwsError.KEY_NOT_FOUND.because("Key '" + key + "' does not exist.")));
    return new Body()
        .with("CiphertextBlob", base64(plaintext.getBytes(StandardCharsets.UTF_8)))
        .with("KeyId", key)
        .with("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
        .json();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
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
  public boolean hasQuota(String operation) {
    return !NOT_ABOUT_KEY_STORES.contains(operation);
  }
}
