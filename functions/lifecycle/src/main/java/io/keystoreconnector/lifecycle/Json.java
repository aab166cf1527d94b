package io.keystoreconnector.lifecycle;

import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Reads JSON from other programs. */
final class Json {

  private Json() {}

  /** The object in the string; empty if there is none. */
  static Optional<JSONObject> object(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(new JSONObject(text));
    } catch (JSONException e) {
      // Its message may quote the string, which may contain a pre-signed URL.
      return Optional.empty();
    }
  }

  /** The string in that field; null if there is none. */
  static @Nullable String text(JSONObject json, String field) {
    return json.opt(field) instanceof String text && !text.isBlank() ? text : null;
  }
}
