package io.keystoreconnector.handlers;

import io.keystoreconnector.core.Action;
import io.keystoreconnector.core.Answer;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.util.Map;
import java.util.Optional;

/**
 * Calls UpdateCustomKeyStore on a DISCONNECTED store. A secret is read here, told to KMS and
 * forgotten: it never leaves this function. Before KMS is told, the version is labelled as applied,
 * so that whatever happens next, the same password is not tried by another run.
 */
public final class UpdateHandler extends ActHandler {

  private final KeyStores keyStores;
  private final Secrets secrets;

  /** The one that Lambda calls. */
  public UpdateHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private UpdateHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), aws.secrets(), settings);
    settings.prime(() -> prime(keyStores::any));
  }

  UpdateHandler(KeyStores keyStores, Secrets secrets, Settings settings) {
    super(settings);
    this.keyStores = keyStores;
    this.secrets = secrets;
  }

  @Override
  Answer act(String keyStoreId, Event act, int retry) {
    Map<UpdateField, String> settings = ActJson.settings(act);
    Optional<Action.Secret> secret = ActJson.secret(act);
    return movedFrom(ConnectionState.DISCONNECTED, keyStores.byId(keyStoreId))
        .or(() -> secret.flatMap(version -> moved(version, keyStoreId, retry)))
        .or(() -> secret.flatMap(version -> push(keyStoreId, settings, version, retry)))
        .orElseGet(
            () -> {
              if (secret.isEmpty()) {
                keyStores.update(keyStoreId, settings, null);
              }
              return accepted("KMS took the update.");
            });
  }

  /** The state machine repeats this step only after a try whose answer was lost. */
  @Override
  Answer inAll(Answer last, int retry) {
    return retry == 0 ? last : last.afterLostTry();
  }

  /**
   * Why not to push the secret: another version is current by now, or another run was faster. A
   * label found by a retry is the one that the try before left when its answer was lost.
   */
  private Optional<Answer> moved(Action.Secret secret, String keyStoreId, int retry) {
    return switch (secrets.look(secret.secretId(), keyStoreId)) {
      case SecretView.Current(String version, boolean applied) -> {
        if (!version.equals(secret.versionId())) {
          yield Optional.of(skipped("The secret has a newer version by now."));
        }
        yield applied ? labelledAlready(retry) : Optional.empty();
      }
      case SecretView.Unusable(String problem) -> throw new Refused("SecretUnusable", problem);
      case SecretView.NotLooked _ -> Optional.empty();
    };
  }

  private static Optional<Answer> labelledAlready(int retry) {
    return retry == 0
        ? Optional.of(skipped("This version is labelled as pushed by now."))
        : Optional.empty();
  }

  /** Pushes the secret, unless another run has labelled it since the look. */
  private Optional<Answer> push(
      String keyStoreId, Map<UpdateField, String> settings, Action.Secret secret, int retry) {
    Credentials credentials =
        Credentials.from(secret.field(), secrets.read(secret.secretId(), secret.versionId()));
    Optional<String> previous;
    try {
      previous = secrets.markApplied(secret.secretId(), secret.versionId(), keyStoreId);
    } catch (Refused refused) {
      // So it is when another run moves the label at the same moment; then there is a better
      // reason.
      return Optional.of(moved(secret, keyStoreId, retry).orElseThrow(() -> refused));
    }
    Optional<Answer> late =
        previous.filter(secret.versionId()::equals).flatMap(_ -> labelledAlready(retry));
    if (late.isEmpty()) {
      push(keyStoreId, settings, secret, credentials, previous);
    }
    return late;
  }

  private void push(
      String keyStoreId,
      Map<UpdateField, String> settings,
      Action.Secret secret,
      Credentials credentials,
      Optional<String> previous) {
    try {
      keyStores.update(keyStoreId, settings, credentials);
    } catch (Refused | Throttled | AccessDenied notCarriedOut) {
      restore(secret, previous, keyStoreId, notCarriedOut);
      throw notCarriedOut;
    }
  }

  /**
   * A label that cannot be put back makes the version look applied: the safe side. It must not hide
   * what became of the update.
   */
  private void restore(
      Action.Secret secret,
      Optional<String> previous,
      String keyStoreId,
      RuntimeException notCarriedOut) {
    try {
      secrets.restoreMark(secret.secretId(), secret.versionId(), previous, keyStoreId);
    } catch (Refused | Throttled | AccessDenied | ServiceUnavailable e) {
      notCarriedOut.addSuppressed(e);
    }
  }
}
