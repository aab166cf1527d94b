package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the opaque token that leads to the next one. */
record Page<T>(List<T> items, @Nullable String next) {

  private static final String PREFIX = "from:";

  static <T> Page<T> of(List<T> all, @Nullable String token, int size, AwsError invalidToken) {
    int from = token == null ? 0 : offset(token, all.size(), invalidToken);
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
  }

  private static String token(int offset) {
    byte[] text = (PREFIX + offset).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static int offset(String token, int size, AwsError invalidToken) {
    for (int offset = 0; offset <= size; offset++) {
      if (token(offset).equals(token)) {
        return offset;
      }
    }
    throw invalidToken.because("This service did not issue the marker or token.");
  }
}
