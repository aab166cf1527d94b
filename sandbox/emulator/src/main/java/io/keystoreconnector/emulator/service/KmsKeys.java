package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.ConnectionState;
import io.keystoreconnector.emulator.world.KeyStore;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The KMS keys of an account, as far as they are in a key store. */
final class KmsKeys {

  private static final int USUAL_KEYS = 100;
  private static final int USUAL_ALIASES = 50;

  private final World world;

  KmsKeys(World world) {
    this.world = world;
  }

  /** A key, and the key store that holds it. */
  private record Key(KeyStore store, String arn) {

    private String id() {
      return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private Stream<String> aliases() {
      return store.keyAliases().stream()
          .filter(alias -> alias.key().equals(arn))
          .map(KeyStore.Alias::name);
    }

    /** By its id, ARN, alias or alias ARN. */
    private boolean isCalled(String name) {
      return name.equals(arn)
          || name.equals(id())
          || aliases().anyMatch(alias -> name.equals(alias) || name.equals(aliasArn(alias)));
    }

    private String aliasArn(String alias) {
      return arn.substring(0, arn.lastIndexOf(':') + 1) + alias;
    }

    private boolean isEnabled() {
      return store.state() == ConnectionState.CONNECTED;
    }
  }

  private Stream<Key> keys() {
    return world.keyStores().all().stream()
        .flatMap(store -> store.keyArns().stream().map(arn -> new Key(store, arn)));
  }

  Map<String, Object> list(Params params) {
    Page<Key> page = page("ListKeys", params, keys().toList(), 1000, USUAL_KEYS);
    return answer("Keys", page.items().stream().map(KmsKeys::listed).toList(), page.next());
  }

  private static Map<String, Object> listed(Key key) {
    return new Body().with("KeyId", key.id()).with("KeyArn", key.arn()).json();
  }

  Map<String, Object> aliases(Params params) {
    String wanted = params.textOrNull("KeyId", Constraint.KEY_ID);
    List<Map<String, Object>> found =
        (wanted == null ? keys() : Stream.of(key(wanted)))
            .flatMap(key -> key.aliases().map(alias -> listed(key, alias)))
            .toList();
    Page<Map<String, Object>> page = page("ListAliases", params, found, 100, USUAL_ALIASES);
    return answer("Aliases", page.items(), page.next());
  }

  private static Map<String, Object> listed(Key key, String alias) {
    return new Body()
        .with("AliasName", alias)
        .with("AliasArn", key.aliasArn(alias))
        .with("TargetKeyId", key.id())
        .json();
  }

  private static <T> Page<T> page(
      String operation, Params params, List<T> all, int most, int usual) {
    int limit = params.number("Limit", 1, most, usual);
    String marker = params.textOrNull("Marker", Constraint.MARKER);
    return Page.of(
        operation + params.without("Limit", "Marker"),
        all,
        marker,
        limit,
        AwsError.INVALID_MARKER.because(Page.UNKNOWN));
  }

  private static Map<String, Object> answer(
      String name, List<Map<String, Object>> items, @Nullable String next) {
    return new Body()
        .with(name, items)
        .with("NextMarker", next)
        .with("Truncated", next != null)
        .json();
  }

  /**
   * A key of a key store that is not CONNECTED is Unavailable:
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
   */
  Map<String, Object> describe(Params params) {
    params.refuse("GrantTokens");
    Key key = key(params.text("KeyId", Constraint.KEY_ID));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("AWSAccountId", Settings.ACCOUNT);
    metadata.put("KeyId", key.id());
    metadata.put("Arn", key.arn());
    metadata.put("Enabled", key.isEnabled());
    metadata.put("Description", "");
    metadata.put("KeyUsage", "ENCRYPT_DECRYPT");
    metadata.put("KeyState", key.isEnabled() ? "Enabled" : "Unavailable");
    metadata.put("KeyManager", "CUSTOMER");
    metadata.put("CustomKeyStoreId", key.store().id());
    metadata.put("KeySpec", "SYMMETRIC_DEFAULT");
    metadata.put("EncryptionAlgorithms", List.of("SYMMETRIC_DEFAULT"));
    metadata.put("MultiRegion", false);
    metadata.put("Origin", key.store().type().name());
    Optional.ofNullable(key.store().clusterId())
        .ifPresent(cluster -> metadata.put("CloudHsmClusterId", cluster));
    return Map.of("KeyMetadata", metadata);
  }

  private Key key(String name) {
    return keys()
        .filter(key -> key.isCalled(name))
        .findFirst()
        .orElseThrow(() -> AwsError.KEY_NOT_FOUND.because("Key '" + name + "' does not exist."));
  }
}
