package io.keystoreconnector.lifecycle;

import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Reads JSON that others wrote. */
final class Json {

  private Json() {}

  /** The object that the text holds; empty if it holds none. */
  static Optional<JSONObject> object(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(new JSONObject(text));
    } catch (JSONException e) {
      // Its message may quote the text, which may have a pre-signed URL in it.
      return Optional.empty();
    }
  }

  /** The text in that field; null if there is none. */
  static @Nullable String text(JSONObject json, String field) {
    return json.opt(field) instanceof String text && !text.isBlank() ? text : null;
  }
}
