package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.core.StoreWord;
import io.keystoreconnector.runs.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All key stores of a Region.
 *
 * @param account its number; null at a custom endpoint, or if AWS does not say it
 * @param stack the stack with the workflow; null if there is none or it is not known
 * @param release the release that the stack has; null if it does not say
 * @param notes what could not be determined, and why, each in one sentence
 */
record Overview(
    String region,
    @Nullable String account,
    @Nullable String stack,
    @Nullable String release,
    List<Entry> entries,
    List<String> notes) {

  /**
   * A key store.
   *
   * @param meaning of its error code; empty if it has none
   * @param cluster its cluster; null if it has none or it is not known
   * @param lastRun the last run for it; null if there is none or it is not known
   * @param remembered why it is not at rest, as far as earlier runs recorded it
   * @param journal the same for programs; null if there is nothing
   */
  record Entry(
      KeyStoreFacts store,
      String meaning,
      @Nullable ClusterFacts cluster,
      @Nullable LastRun lastRun,
      List<String> remembered,
      @Nullable Map<String, Object> journal) {

    /**
     * The command that says what to do; empty if there is nothing to do.
     *
     * @param stack the option that names the deployment, after a space
     */
    Optional<String> next(String stack) {
      if (lastRun != null && lastRun.isUnderWay()) {
        return Optional.of("./connector follow " + lastRun.arn());
      }
      return store.isConnected()
          ? Optional.empty()
          : Optional.of("./connector diagnose " + StoreWord.of(store.id(), store.name()) + stack);
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", store.id());
      json.put("name", store.name());
      json.put("type", store.type());
      json.put("connectionState", store.state());
      json.put("connectionErrorCode", store.errorCode());
      json.put("meaning", meaning.isEmpty() ? null : meaning);
      json.put("clusterId", store.clusterId());
      json.put("cluster", cluster == null ? null : json(cluster));
      json.put("lastRun", lastRun == null ? null : lastRun.json());
      json.put("remembered", journal);
      json.put("next", next("").orElse(null));
      return json;
    }

    private static Map<String, Object> json(ClusterFacts cluster) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("state", cluster.state());
      json.put("activeHsms", cluster.activeHsms());
      json.put("activeZones", cluster.activeZones());
      return json;
    }
  }

  /** How many are CONNECTED. */
  long connected() {
    return entries.stream().filter(entry -> entry.store().isConnected()).count();
  }

  boolean allConnected() {
    return connected() == entries.size();
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("region", region);
    json.put("account", account);
    json.put("stack", stack);
    json.put("release", release);
    json.put("commandLine", Release.ofThisCode().version());
    json.put("keyStores", entries.stream().map(Entry::json).toList());
    json.put("notes", notes);
    return json;
  }
}
