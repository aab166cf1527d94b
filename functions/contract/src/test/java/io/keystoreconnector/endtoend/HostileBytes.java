package io.keystoreconnector.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * Turns an event that a service sends into ones that no service sends; the same for the same seed.
 */
final class HostileBytes {

  private static final int DEEP = 100_000;
  private static final JSON JACKSON = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private final String valid;
  private final SplittableRandom random;
  private final List<byte[]> made = new ArrayList<>();

  private HostileBytes(String valid, long seed) {
    this.valid = valid;
    this.random = new SplittableRandom(seed);
  }

  /** Events that are wrong in one way each, and this many that are randomly damaged. */
  static List<byte[]> of(String valid, long seed, int damaged) {
    HostileBytes bytes = new HostileBytes(valid, seed);
    bytes.wholes();
    bytes.encodings();
    bytes.values();
    for (int i = 0; i < damaged; i++) {
      bytes.made.add(bytes.damaged());
    }
    return bytes.made;
  }

  private void add(String text) {
    made.add(text.getBytes(UTF_8));
  }

  private void wholes() {
    List.of("", " ", "null", "true", "0", "-", "NaN", "\"text\"", "[]", "[null]", "{}", "{", "}")
        .forEach(this::add);
    List.of(
            "{\"a\"}",
            "{,}",
            "{\"a\":}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":NaN}",
            "{\"a\":1e}",
            "\\u0000")
        .forEach(this::add);
    String open = valid.substring(0, valid.lastIndexOf('}'));
    add(valid + "}");
    add(valid + valid);
    add("//\n" + valid);
    add(open + ",}");
    add(open + "," + valid.substring(valid.indexOf('{') + 1));
    add("[".repeat(DEEP));
    add("{\"a\":".repeat(DEEP));
    add("[".repeat(DEEP) + "]".repeat(DEEP));
    add(open + ",\"deep\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
    add(open + ",\"long\":\"" + "x".repeat(1_000_000) + "\"}");
    add(open + ",\"number\":" + "9".repeat(DEEP) + "}");
    add(open + ",\"number\":-1e999999999,\"\":0.1e-999999999}");
    for (int i = 1; i < valid.length(); i += 1 + valid.length() / 40) {
      add(valid.substring(0, i));
    }
  }

  private void encodings() {
    made.add(valid.getBytes(UTF_16LE));
    made.add(valid.getBytes(UTF_16BE));
    made.add(("\ufeff" + valid).getBytes(UTF_8));
    made.add(("\ufeff" + valid).getBytes(UTF_16LE));
    for (byte[] wrong :
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc3, 0x28},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {0},
            "ä".getBytes(ISO_8859_1))) {
      for (int i = 0; i < 5; i++) {
        made.add(spliced(random.nextInt(valid.length()), 0, wrong));
      }
    }
  }

  /** Each value, at each depth, replaced by each of these, or removed. */
  private void values() {
    List<@Nullable Object> others = new ArrayList<>();
    others.add(null);
    others.addAll(
        List.of(true, 0, -1, 1.5, Long.MAX_VALUE, Double.MAX_VALUE, "", " ", "x", "null"));
    others.addAll(
        List.of("\u0000\n\r\u2028", "\ud800", "{% $states %}", "../../etc/passwd", "%s%n"));
    others.addAll(
        List.of("x".repeat(100_000), "2026-01-15T03:00:00Z", "+1000000000-12-31T00:00:00Z"));
    others.addAll(List.of(List.of(), Map.of(), Map.of("a", Map.of()), Arrays.asList(null, 1, "x")));
    others.add(deep());
    Map<String, Object> event = JACKSON.mapFrom(valid);
    for (List<Object> path : paths(event)) {
      others.forEach(other -> add(JACKSON.asString(with(event, path, other))));
    }
    for (String field : event.keySet()) {
      Map<String, Object> less = new LinkedHashMap<>(event);
      less.remove(field);
      add(JACKSON.asString(less));
    }
  }

  private static Object deep() {
    Object deep = "x";
    for (int i = 0; i < 400; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
    }
    return deep;
  }

  private static List<List<Object>> paths(Object json) {
    List<List<Object>> paths = new ArrayList<>();
    if (json instanceof Map<?, ?> map) {
      map.forEach((key, value) -> under(key, value, paths));
    } else if (json instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        under(i, list.get(i), paths);
      }
    }
    return paths;
  }

  private static void under(Object key, Object value, List<List<Object>> paths) {
    paths.add(List.of(key));
    for (List<Object> deeper : paths(value)) {
      List<Object> path = new ArrayList<>(List.of(key));
      path.addAll(deeper);
      paths.add(path);
    }
  }

  private static @Nullable Object with(Object json, List<Object> path, @Nullable Object other) {
    if (path.isEmpty()) {
      return other;
    }
    List<Object> rest = path.subList(1, path.size());
    if (json instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
      copy.compute(path.getFirst(), (key, value) -> with(value == null ? "" : value, rest, other));
      if (other == null && rest.isEmpty()) {
        copy.put(path.getFirst(), null);
      }
      return copy;
    }
    List<@Nullable Object> copy = new ArrayList<>((List<?>) json);
    copy.set((int) path.getFirst(), with(copy.get((int) path.getFirst()), rest, other));
    return copy;
  }

  private byte[] damaged() {
    byte[] noise = new byte[random.nextInt(1, 12)];
    random.nextBytes(noise);
    int at = random.nextInt(valid.length());
    int length = Math.min(random.nextInt(30), valid.length() - at);
    String piece = valid.substring(at, at + length);
    int to = random.nextInt(valid.length());
    return switch (random.nextInt(6)) {
      case 0 -> noise;
      case 1 -> spliced(at, 0, noise);
      case 2 -> spliced(at, noise.length, noise);
      case 3 -> spliced(at, length, new byte[0]);
      case 4 -> spliced(to, 0, piece.getBytes(UTF_8));
      default -> spliced(at, 1, "{}[]\",:\\0-n".substring(to % 11, to % 11 + 1).getBytes(UTF_8));
    };
  }

  /** The valid event with some bytes replaced. */
  private byte[] spliced(int at, int length, byte[] instead) {
    byte[] whole = valid.getBytes(UTF_8);
    int end = Math.min(whole.length, at + length);
    byte[] result = Arrays.copyOf(whole, at + instead.length + whole.length - end);
    System.arraycopy(instead, 0, result, at, instead.length);
    System.arraycopy(whole, end, result, at + instead.length, whole.length - end);
    return result;
  }
}
