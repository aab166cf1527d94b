package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.SecretVisibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies parameters and answers for the call log, without secrets and long strings. */
final class Masking {

  private static final Set<String> SECRET =
      Set.of(
          "KeyStorePassword",
          "Plaintext",
          "RandomPassword",
          "RawSecretAccessKey",
          "SecretString",
          "SecretBinary");
  private static final int LONG = 120;

  /** Anyone who has a pre-signed URL can use it. */
  private static final Pattern PRE_SIGNED =
      Pattern.compile("\\?[^\\s\"\\\\]*Signature=[^\\s\"\\\\]*");

  private Masking() {}

  static Map<String, Object> of(Map<?, ?> json) {
    Map<String, Object> masked = new LinkedHashMap<>();
    json.forEach((key, value) -> masked.put(String.valueOf(key), of(String.valueOf(key), value)));
    return masked;
  }

  private static Object of(String key, @Nullable Object value) {
    if (SECRET.contains(key)) {
      return SecretVisibility.MASK;
    }
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> of(map);
      case List<?> list -> list.stream().map(item -> of("", item)).toList();
      case String text ->
          shortened(PRE_SIGNED.matcher(text).replaceAll("?" + SecretVisibility.MASK));
      default -> value;
    };
  }

  private static String shortened(String text) {
    return text.length() > LONG ? text.substring(0, LONG) + "…" : text;
  }
}
