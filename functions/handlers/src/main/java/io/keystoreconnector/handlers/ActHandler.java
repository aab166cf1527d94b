package io.keystoreconnector.handlers;

import io.keystoreconnector.core.ActResult;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step that changes something: it re-reads the state, and does nothing if the state has changed
 * since the decision. The answer of AWS goes back to the playbook as a value; only what says
 * nothing about the outcome is thrown.
 */
abstract class ActHandler extends JsonHandler {

  final KeyStores keyStores;
  private final Settings settings;

  ActHandler(KeyStores keyStores, Settings settings) {
    this.keyStores = keyStores;
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
    try {
      ActResult last =
          keyStores
              .byId(keyStoreId)
              .map(store -> actIfAllowed(store, act, deadline))
              .orElseGet(() -> skipped("The key store no longer exists."));
      return inAll(last, retry);
    } catch (Refused refused) {
      ActResult last =
          new ActResult(
              ActResult.Outcome.REFUSED, refused.error(), String.valueOf(refused.getMessage()));
      return inAll(last, retry);
    }
  }

  /**
   * A name may have moved to another key store since the decision, so KMS is asked for it again.
   */
  private ActResult actIfAllowed(KeyStore store, Event act, Deadline deadline) {
    return settings
        .keyStores()
        .refusal(store)
        .map(why -> new ActResult(ActResult.Outcome.REFUSED, "NotAllowed", why))
        .orElseGet(() -> act(store, act, deadline));
  }

  /** What the answer to the last attempt says about all attempts; those before were throttled. */
  ActResult inAll(ActResult last, int retry) {
    return last;
  }

  /**
   * Checks, and acts if that still makes sense and AWS has enough time to answer.
   *
   * @param store as KMS shows it now
   */
  abstract ActResult act(KeyStore store, Event act, Deadline deadline);

  /** Processes an event that has no act in it, and makes the given harmless call. */
  final void prime(Supplier<?> look) {
    try {
      var unused = answer(Priming.EVENT, Priming.SILENT, Deadline.NONE);
    } catch (InvalidRequest expected) {
      var unused = Json.text(ActResultJson.write(skipped(String.valueOf(expected.getMessage()))));
    }
    var unused = look.get();
  }

  /** Why not to act, if the key store is not in the one state for which the act is meant. */
  static Optional<ActResult> movedFrom(ConnectionState expected, KeyStore store) {
    return store.state() == expected
        ? Optional.empty()
        : Optional.of(
            skipped("The key store is now %s, no longer %s.".formatted(store.state(), expected)));
  }

  static ActResult skipped(String why) {
    return new ActResult(ActResult.Outcome.SKIPPED, "", why);
  }

  static ActResult accepted(String what) {
    return new ActResult(ActResult.Outcome.ACCEPTED, "", what);
  }
}
