package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.core.Update;
import io.keystoreconnector.core.UpdateField;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A request as options. */
final class RequestFlags {

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "Give KMS the new kmsuser password in this secret.")
  private @Nullable String secret;

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "Move the key store to this CloudHSM cluster.")
  private @Nullable String cluster;

  @Option(
      names = "--xks-endpoint",
      paramLabel = "URL",
      description = "Endpoint of the external key store proxy, such as https://proxy.example.com.")
  private @Nullable String xksEndpoint;

  @Option(
      names = "--xks-path",
      paramLabel = "PATH",
      description = "Path of the proxy, which ends in /kms/xks/v1.")
  private @Nullable String xksPath;

  @Option(
      names = "--xks-service",
      paramLabel = "NAME",
      description = "VPC endpoint service of the proxy.")
  private @Nullable String xksService;

  @Option(
      names = "--xks-owner",
      paramLabel = "ACCOUNT",
      description = "Account that owns the VPC endpoint service.")
  private @Nullable String xksOwner;

  @Option(
      names = "--xks-connectivity",
      paramLabel = "HOW",
      description = "PUBLIC_ENDPOINT or VPC_ENDPOINT_SERVICE.")
  private @Nullable String xksConnectivity;

  @Option(
      names = "--xks-secret",
      paramLabel = "NAME",
      description = "Give KMS the new credential of the proxy in this secret.")
  private @Nullable String xksSecret;

  @Option(
      names = "--before-connect",
      description =
          "Make these changes before the next connect. Without it they are made only after a"
              + " failure that they can repair.")
  private boolean beforeConnect;

  @Option(
      names = "--now",
      description = "Make them also while an external key store is CONNECTED; it stays so.")
  private boolean now;

  @Option(
      names = "--add-hsm",
      description = "Create an HSM if the cluster has none. It is billed by the hour.")
  private boolean addHsm;

  @Option(
      names = "--leave",
      description = "Leave the key store alone if someone has disconnected it on purpose.")
  private boolean leave;

  @Option(names = "--dry-run", description = "Check and decide once; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--password-told",
      description = "Confirm that KMS has the right kmsuser password, whatever logins failed.")
  private boolean passwordTold;

  @Mixin private final RequestNumbers numbers = new RequestNumbers();

  /** Whether there are any. */
  boolean given() {
    return !settings().isEmpty()
        || beforeConnect
        || now
        || addHsm
        || leave
        || dryRun
        || passwordTold
        || !numbers.json().isEmpty();
  }

  /**
   * The request's fields that they stand for, without the key store.
   *
   * @throws UsageProblem if they say when to make a change, but name none, or say it twice, or if
   *     they do not fit together
   */
  Map<String, @Nullable Object> json() {
    checkKind(settings());
    return ofSeveral();
  }

  /**
   * The same for several key stores: each setting goes to those of the type that it fits.
   *
   * @throws UsageProblem if they say when to make a change, but name none, or say it twice
   */
  Map<String, @Nullable Object> ofSeveral() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Map<String, Object> update = update();
    if (!update.isEmpty()) {
      json.put("update", update);
    }
    if (leave) {
      json.put("whenDisconnected", "LEAVE");
    }
    json.putAll(numbers.json());
    flags().forEach((field, on) -> json.put(field, on));
    return json;
  }

  private Map<String, Object> update() {
    Map<UpdateField, String> settings = settings();
    if (beforeConnect && now) {
      throw new UsageProblem("Use either --before-connect or --now, not both.");
    }
    if (settings.isEmpty() && (beforeConnect || now)) {
      throw new UsageProblem(
          "%s needs a change to make, such as --secret or --cluster."
              .formatted(now ? "--now" : "--before-connect"));
    }
    Map<String, Object> update = new LinkedHashMap<>();
    if (beforeConnect || now) {
      update.put("when", (now ? Update.When.NOW : Update.When.BEFORE_CONNECT).name());
    }
    settings.forEach((field, value) -> update.put(field.json(), value));
    return update;
  }

  /** In the words of the options; the rules of the request name its fields. */
  private void checkKind(Map<UpdateField, String> settings) {
    if (settings.keySet().stream().map(UpdateField::type).distinct().count() > 1) {
      throw new UsageProblem(
          "--secret and --cluster are for a CloudHSM key store and cannot be combined with options"
              + " for an external key store (--xks-…).");
    }
    if (now && !settings.keySet().stream().allMatch(UpdateField::changesWhileConnected)) {
      throw new UsageProblem(
          "--now is only for --xks-path and --xks-secret, because KMS changes nothing else while"
              + " the key store is CONNECTED. Use --before-connect.");
    }
  }

  private Map<UpdateField, String> settings() {
    Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
    BiConsumer<UpdateField, @Nullable String> put =
        (field, value) -> {
          if (value != null) {
            settings.put(field, value);
          }
        };
    put.accept(UpdateField.KEY_STORE_PASSWORD_SECRET_ID, secret);
    put.accept(UpdateField.CLOUD_HSM_CLUSTER_ID, cluster);
    put.accept(UpdateField.XKS_PROXY_URI_ENDPOINT, xksEndpoint);
    put.accept(UpdateField.XKS_PROXY_URI_PATH, xksPath);
    put.accept(UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, xksService);
    put.accept(UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER, xksOwner);
    put.accept(UpdateField.XKS_PROXY_CONNECTIVITY, xksConnectivity);
    put.accept(UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID, xksSecret);
    return settings;
  }

  /** By the request's fields; those that are not given are left out. */
  private Map<String, Boolean> flags() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("addHsm", addHsm);
    flags.put("dryRun", dryRun);
    flags.put("passwordTold", passwordTold);
    flags.values().removeIf(on -> !on);
    return flags;
  }

  /** They as they must be given again, each after a space. */
  String again() {
    StringBuilder again = new StringBuilder();
    settings()
        .forEach(
            (field, value) ->
                again.append(' ').append(field.option()).append(' ').append(ShellWord.of(value)));
    return again
        .append(beforeConnect ? " --before-connect" : "")
        .append(now ? " --now" : "")
        .append(numbers.again())
        .append(addHsm ? " --add-hsm" : "")
        .append(leave ? " --leave" : "")
        .append(dryRun ? " --dry-run" : "")
        .append(passwordTold ? " --password-told" : "")
        .toString();
  }

  /** A problem with the request in the words of the options. */
  static String inOptions(String problem) {
    String words = problem;
    for (UpdateField field : UpdateField.values()) {
      words = words.replace("update." + field.json(), field.option());
      words = words.replace(field.json(), field.option());
    }
    return RequestNumbers.inOptions(words)
        .replace("passwordTold", "--password-told")
        .replace("addHsm", "--add-hsm");
  }
}
