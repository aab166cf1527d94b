package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step that changes something: it looks once more, and does nothing if the world has moved since
 * the decision. What AWS answers goes back to the playbook as a value; only what tells nothing
 * about the outcome is thrown.
 */
abstract class ActHandler extends JsonHandler {

  private final Settings settings;

  ActHandler(Settings settings) {
    this.settings = settings;
  }

  @Override
  final Map<String, Object> handle(Event event, Log log, Deadline deadline) {
    Event act = event.object("act");
    String keyStoreId = act.text("keyStoreId");
    ActResult answer = answer(keyStoreId, act, event.number("retry"), deadline);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("step", getClass().getSimpleName());
    fields.put("keyStore", keyStoreId);
    fields.putAll(ActResultJson.write(answer));
    log.line("acted", fields);
    return ActResultJson.write(answer);
  }

  private ActResult answer(String keyStoreId, Event act, int retry, Deadline deadline) {
    if (!settings.keyStores().allows(keyStoreId)) {
      return new ActResult(
          ActResult.Outcome.REFUSED,
          "NotAllowed",
          "This deployment's allow-list does not name the key store.");
    }
    try {
      return inAll(act(keyStoreId, act, deadline), retry);
    } catch (Refused refused) {
      ActResult last =
          new ActResult(
              ActResult.Outcome.REFUSED, refused.error(), String.valueOf(refused.getMessage()));
      return inAll(last, retry);
    }
  }

  /** What the answer to the last try says of all tries; those before were throttled. */
  ActResult inAll(ActResult last, int retry) {
    return last;
  }

  /** Looks, and acts if that still makes sense and leaves AWS the time to answer. */
  abstract ActResult act(String keyStoreId, Event act, Deadline deadline);

  /** Goes the way of an event, but without an act in it; and makes the given harmless call. */
  final void prime(Supplier<?> look) {
    try {
      var _ = answer(Priming.EVENT, Priming.SILENT, Deadline.NONE);
    } catch (InvalidRequest expected) {
      var _ = Json.text(ActResultJson.write(skipped(String.valueOf(expected.getMessage()))));
    }
    var _ = look.get();
  }

  /** Why not to act, if the key store is not in the one state that the act is meant for. */
  static Optional<ActResult> movedFrom(ConnectionState expected, Optional<KeyStore> store) {
    if (store.filter(seen -> seen.state() == expected).isPresent()) {
      return Optional.empty();
    }
    String now = store.map(seen -> "is now " + seen.state()).orElse("is gone");
    return Optional.of(skipped("The key store %s, no longer %s.".formatted(now, expected)));
  }

  static ActResult skipped(String why) {
    return new ActResult(ActResult.Outcome.SKIPPED, "", why);
  }

  static ActResult accepted(String what) {
    return new ActResult(ActResult.Outcome.ACCEPTED, "", what);
  }
}
