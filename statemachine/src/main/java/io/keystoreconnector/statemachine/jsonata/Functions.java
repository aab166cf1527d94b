package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.utils.DateTimeUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The functions that Step Functions adds to JSONata or changes in it: clock and randomness are
 * those of the run, and {@code $eval} is not available.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">
 *     Transforming data with JSONata</a>
 */
public final class Functions {
  /** Every function that an expression may call. */
  public static final Set<String> NAMES =
      Set.of(
          """
          abs append assert average base64decode base64encode boolean ceil clone contains
          count decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error
          exists filter floor formatBase formatInteger formatNumber fromMillis hash join keys
          length lookup lowercase map match max merge millis min not now number pad parse
          parseInteger partition power random range reduce replace reverse round shuffle sift
          single sort split spread sqrt string substring substringAfter substringBefore sum
          toMillis trim type uppercase uuid zip
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  /** More elements than this are an error. */
  private static final int LONGEST_RANGE = 360_145;

  private final Map<String, JFunction> functions = new LinkedHashMap<>();

  /** Functions with the given clock and source of randomness. */
  public Functions(InstantSource clock, RandomGenerator random) {
    add("now", "<s?s?:s>", args -> now(clock.millis(), args));
    add("millis", "<:n>", args -> clock.millis());
    add("random", "<n?:n>", args -> random(random, args));
    add("uuid", "<:s>", args -> new UUID(version4(random), variant(random)).toString());
    add("partition", "<an:a>", Functions::partition);
    add("range", "<nnn?:a>", Functions::range);
    add("hash", "<ss?:s>", Functions::hash);
    add("parse", "<s:x>", Functions::parse);
    add("substring", "<s-nn?:s>", Functions::substring);
  }

  @FunctionalInterface
  private interface Body {
    @Nullable Object apply(List<?> arguments) throws Exception;
  }

  private void add(String name, String signature, Body body) {
    functions.put(name, new JFunction((input, args) -> body.apply((List<?>) args), signature));
  }

  void bindTo(Frame frame) {
    functions.forEach(frame::bind);
    frame.bind("eval", (Object) null);
  }

  private static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  /** Step Functions rounds towards zero. */
  private static @Nullable Long whole(List<?> arguments, int index) {
    return argument(arguments, index) instanceof Number number ? number.longValue() : null;
  }

  private static String now(long millis, List<?> arguments) {
    return DateTimeUtils.formatDateTime(
        millis, (String) argument(arguments, 0), (String) argument(arguments, 1));
  }

  private static double random(RandomGenerator random, List<?> arguments) {
    Long seed = whole(arguments, 0);
    return seed == null ? random.nextDouble() : new Random(seed).nextDouble();
  }

  private static long version4(RandomGenerator random) {
    return (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
  }

  private static long variant(RandomGenerator random) {
    return (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
  }

  private static @Nullable Object partition(List<?> arguments) {
    Long size = whole(arguments, 1);
    if (!(argument(arguments, 0) instanceof List<?> all) || size == null || size <= 0) {
      return null;
    }
    List<List<?>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size.intValue()) {
      long to = Math.min(all.size(), from + size);
      chunks.add(new ArrayList<>(all.subList(from, (int) to)));
    }
    return chunks.isEmpty() ? null : chunks;
  }

  private static @Nullable Object range(List<?> arguments) {
    Long from = whole(arguments, 0);
    Long to = whole(arguments, 1);
    Long step = whole(arguments, 2);
    if (from == null || to == null || step == null || step == 0 || (to - from) / step < 0) {
      return null;
    }
    if ((to - from) / step >= LONGEST_RANGE) {
      throw new IllegalArgumentException("Expression evaluation memory limit exceeded");
    }
    List<Number> range = new ArrayList<>();
    for (long value = from; step > 0 ? value <= to : value >= to; value += step) {
      range.add(narrow(value));
    }
    return range.size() > 1 ? range : range.isEmpty() ? null : range.getFirst();
  }

  private static Number narrow(long value) {
    if ((int) value == value) {
      return (int) value;
    }
    return value;
  }

  private static @Nullable Object hash(List<?> arguments) throws NoSuchAlgorithmException {
    if (!(argument(arguments, 0) instanceof String text)
        || !(argument(arguments, 1) instanceof String algorithm)) {
      return null;
    }
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(
          "$hash knows " + String.join(", ", ALGORITHMS.stream().sorted().toList()));
    }
    byte[] digest =
        MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  /** In characters, not in UTF-16 units, with which the library's own fails beyond U+FFFF. */
  private static @Nullable Object substring(List<?> arguments) {
    Long start = whole(arguments, 1);
    if (!(argument(arguments, 0) instanceof String text) || start == null) {
      return null;
    }
    int[] points = text.codePoints().toArray();
    Long length = whole(arguments, 2);
    int from = Math.clamp(start < 0 ? points.length + start : start, 0, points.length);
    int to = length == null ? points.length : Math.clamp(from + length, from, points.length);
    return new String(points, from, to - from);
  }

  private static @Nullable Object parse(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)) {
      return null;
    }
    try {
      Object value = JSON.std.anyFrom(text);
      return value == null ? Jsonata.NULL_VALUE : value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("$parse needs JSON: " + e.getOriginalMessage(), e);
    }
  }
}
