package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.terminal.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What remains to be done after a key store was unusable.
 *
 * @param keys those in the key store
 * @param notDescribed how many keys KMS did not describe, so that nobody knows whether they are in
 *     the key store
 * @param databases those that cannot use a key that is, or may be, in the key store
 * @param complete whether RDS has listed all databases
 * @param notes what is not known, and why, each in one or two sentences
 */
record Aftermath(
    KeyStoreFacts store,
    List<StoreKey> keys,
    int notDescribed,
    List<StoppedDatabase> databases,
    boolean complete,
    List<String> notes) {

  static final String CONNECTED = "CONNECTED";

  boolean isConnected() {
    return store.state().equals(CONNECTED);
  }

  /** Without the list of databases, nobody can say that there is nothing to do. */
  int exitCode() {
    if (!databases.isEmpty()) {
      return ExitCode.BAD;
    }
    return complete ? ExitCode.GOOD : ExitCode.WRONG_USAGE;
  }

  /**
   * For programs.
   *
   * @param place the options that say where AWS is, each after a space
   */
  Map<String, @Nullable Object> json(String place) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("keyStore", keyStore());
    json.put("keys", keys.stream().map(Aftermath::json).toList());
    json.put("keysNotDescribed", notDescribed);
    json.put("databases", databases.stream().map(database -> database.json(place)).toList());
    json.put("complete", complete);
    json.put("notes", notes);
    return json;
  }

  private Map<String, Object> keyStore() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", store.id());
    json.put("name", store.name());
    json.put("connectionState", store.state());
    return json;
  }

  private static Map<String, Object> json(StoreKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("arn", key.arn());
    json.put("state", key.state());
    json.put("aliases", key.aliases());
    return json;
  }
}
