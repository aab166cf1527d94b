package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All secrets, and the rules for versions and staging labels. */
public final class Secrets {

  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";
  private static final int LABELS_PER_VERSION = 20;

  private final WorldClock clock;
  private final Journal journal;
  private final Variants variants;
  private final KeyStores keyStores;
  private final Ids ids;
  final List<Secret> all = new ArrayList<>();
  private int passwordsMade;

  Secrets(WorldClock clock, Journal journal, Variants variants, KeyStores keyStores, Ids ids) {
    this.clock = clock;
    this.journal = journal;
    this.variants = variants;
    this.keyStores = keyStores;
    this.ids = ids;
  }

  /**
   * Finds a secret by name, ARN or partial ARN, marked for deletion or not.
   *
   * @throws Refusal if there is none
   */
  public Secret get(String secretId) {
    return find(secretId)
        .orElseThrow(() -> AwsError.RESOURCE_NOT_FOUND.because("The secret does not exist."));
  }

  Optional<Secret> find(String secretId) {
    return all.stream().filter(s -> s.answersTo(secretId)).findFirst();
  }

  /**
   * Like {@link #get}, for operations that are not allowed on a deleted secret.
   *
   * @throws Refusal if there is none, or it is marked for deletion
   */
  public Secret usable(String secretId) {
    Secret secret = get(secretId);
    require(!secret.deleted, AwsError.SECRET_INVALID_REQUEST, "The secret is marked for deletion.");
    return secret;
  }

  /**
   * The version that was asked for, AWSCURRENT by default.
   *
   * @throws Refusal if the version does not exist, or its key cannot be used
   */
  public Secret.Version read(Secret secret, @Nullable String versionId, @Nullable String stage) {
    String wantedStage = stage == null && versionId == null ? CURRENT : stage;
    Secret.Version version =
        secret
            .version(
                v ->
                    (versionId == null || v.id().equals(versionId))
                        && (wantedStage == null || v.stages.contains(wantedStage)))
            .orElseThrow(() -> AwsError.RESOURCE_NOT_FOUND.because("The version does not exist."));
    require(keyUsable(secret), AwsError.SECRET_DECRYPTION, "The KMS key cannot be used.");
    return version;
  }

  /** A key in a key store can be used only while the store is connected. */
  private boolean keyUsable(Secret secret) {
    return keyStores
        .find(k -> k.id().equals(secret.encryptedWith) || k.name().equals(secret.encryptedWith))
        .map(k -> k.state() == ConnectionState.CONNECTED)
        .orElse(true);
  }

  /**
   * Adds a version, unless the same one was already put with the same token.
   *
   * @throws Refusal if the token was used for another value
   */
  public Secret.Version put(
      Secret secret, @Nullable String token, String value, List<String> stages) {
    String id =
        Objects.requireNonNullElseGet(
            token, () -> ids.secretVersion(secret.name(), "put " + secret.versions.size()));
    Optional<Secret.Version> old = secret.version(v -> v.id().equals(id));
    if (old.isPresent()) {
      require(
          old.get().value().equals(value),
          AwsError.SECRET_EXISTS,
          "A version with this ClientRequestToken and a different value already exists.");
      return old.get();
    }
    return add(secret, new Secret.Version(id, value, clock.moment()), stages);
  }

  private Secret.Version add(Secret secret, Secret.Version version, List<String> stages) {
    secret.versions.add(version);
    stages.forEach(stage -> secret.move(stage, version));
    journal.happened("SECRET_VERSION_PUT", secret.name(), "versionId", version.id());
    return version;
  }

  /**
   * A new password; the same passwords in the same order every time.
   *
   * @param types the characters that it may have, by type
   * @param each whether it must have one of each type
   */
  public String randomPassword(List<String> types, boolean each, int length) {
    String seed = "password " + passwordsMade++ + " ";
    String all = String.join("", types);
    List<Character> password = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      String from = each && i < types.size() ? types.get(i) : all;
      char next = from.charAt(ids.number(seed + i, from.length()));
      password.add(ids.number(seed + "at " + i, i + 1), next);
    }
    return password.stream().map(String::valueOf).collect(Collectors.joining());
  }

  /** How many passwords were made, on which the next one depends. */
  int passwordsMade() {
    return passwordsMade;
  }

  /**
   * Moves, adds or removes a staging label.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
   *
   * @throws Refusal if a version is unknown, or the label is not on the version that the caller
   *     names
   */
  public void moveStage(
      Secret secret, String stage, @Nullable String moveTo, @Nullable String removeFrom) {
    Secret.@Nullable Version from = version(secret, removeFrom);
    Secret.@Nullable Version to = version(secret, moveTo);
    Secret.@Nullable Version bearer = secret.bearer(stage).orElse(null);
    require(from != null || to != null, "MoveToVersionId or RemoveFromVersionId is required.");
    if (to != null && to == bearer) {
      require(
          variants.labelMovedToItsOwnVersion() == Variants.LabelMove.ACCEPTED,
          "The version already has the staging label.");
      return;
    }
    require(bearer == from, "RemoveFromVersionId must be the version that has the label.");
    require(
        to != null || !stage.equals(CURRENT),
        "AWSCURRENT can be moved to another version but not removed.");
    requireRoom(to);
    secret.move(stage, to);
    journal.happened("SECRET_LABEL_MOVED", secret.name(), "label", stage);
  }

  private static Secret.@Nullable Version version(Secret secret, @Nullable String id) {
    return id == null
        ? null
        : secret
            .version(v -> v.id().equals(id))
            .orElseThrow(
                () ->
                    AwsError.RESOURCE_NOT_FOUND.because("The version " + id + " does not exist."));
  }

  private static void requireRoom(Secret.@Nullable Version to) {
    require(
        to == null || to.stages.size() < LABELS_PER_VERSION,
        AwsError.LIMIT_EXCEEDED,
        "A version can have at most 20 staging labels.");
  }

  private static void require(boolean fulfilled, String message) {
    require(fulfilled, AwsError.SECRET_INVALID_PARAMETER, message);
  }

  private static void require(boolean fulfilled, AwsError error, String message) {
    if (!fulfilled) {
      throw error.because(message);
    }
  }
}
