package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the opaque token that leads to the next one. */
record Page<T>(List<T> items, @Nullable String next) {

  /** A message for services whose own is not known. */
  static final String UNKNOWN = "This service did not issue the marker or token.";

  /**
   * A page of the results of a question.
   *
   * @param question the operation and its filters: a token belongs to the question that it answers
   * @throws io.keystoreconnector.emulator.world.Refusal if the token belongs to another question
   */
  static <T> Page<T> of(
      String question, List<T> all, @Nullable String token, int size, Refusal invalidToken) {
    int from = token == null ? 0 : offset(question, token, all.size(), invalidToken);
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), to < all.size() ? token(question, to) : null);
  }

  private static String token(String question, int offset) {
    byte[] text = (question + " from " + offset).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }

  private static int offset(String question, String token, int size, Refusal invalidToken) {
    for (int offset = 0; offset <= size; offset++) {
      if (token(question, offset).equals(token)) {
        return offset;
      }
    }
    throw invalidToken;
  }
}
