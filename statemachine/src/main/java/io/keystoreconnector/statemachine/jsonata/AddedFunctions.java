package io.keystoreconnector.statemachine.jsonata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The functions that Step Functions adds to JSONata, and those that read the clock and the
 * randomness of the run. Step Functions rounds numbers towards zero.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">
 *     Transforming data with JSONata</a>
 */
final class AddedFunctions {
  private static final Set<String> ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  /** More elements than this are an error. */
  private static final int LONGEST_RANGE = 360_145;

  private AddedFunctions() {}

  static String now(long millis, Arguments arguments) {
    return TimeFunctions.format(millis, arguments.text(0), arguments.text(1));
  }

  static double random(RandomGenerator random, Arguments arguments) {
    Long seed = arguments.whole(0);
    return seed == null ? random.nextDouble() : new Random(seed).nextDouble();
  }

  static String uuid(RandomGenerator random) {
    return new UUID(version4(random), variant(random)).toString();
  }

  private static long version4(RandomGenerator random) {
    return (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
  }

  private static long variant(RandomGenerator random) {
    return (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
  }

  static @Nullable Object partition(Arguments arguments) {
    List<?> all = arguments.list(0);
    Long size = arguments.whole(1);
    if (all == null || size == null || size == 0) {
      return null;
    }
    if (size < 0) {
      throw new IllegalArgumentException("$partition needs a positive size");
    }
    List<List<?>> chunks = new ArrayList<>();
    for (long from = 0; from < all.size(); from += size) {
      long to = size < all.size() - from ? from + size : all.size();
      chunks.add(new ArrayList<>(all.subList((int) from, (int) to)));
    }
    return chunks.isEmpty() ? null : chunks;
  }

  static @Nullable Object range(Arguments arguments) {
    Long from = arguments.whole(0);
    Long to = arguments.whole(1);
    Long step = arguments.whole(2);
    if (from == null || to == null || step == null || step == 0) {
      return null;
    }
    // The difference of two longs may not be one.
    double steps = (to.doubleValue() - from.doubleValue()) / step;
    if (steps < 0) {
      return null;
    }
    if (steps >= LONGEST_RANGE) {
      throw Bounds.tooLarge();
    }
    List<Object> range = new ArrayList<>();
    LongStream.rangeClosed(0, (long) steps)
        .forEach(i -> range.add(LibraryTree.of(from + i * step)));
    return range.size() == 1 ? range.getFirst() : range;
  }

  static @Nullable Object hash(Arguments arguments) throws NoSuchAlgorithmException {
    String text = arguments.text(0);
    String algorithm = arguments.text(1);
    if (text == null || algorithm == null) {
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

  static @Nullable Object parse(Arguments arguments) {
    String text = arguments.text(0);
    if (text == null) {
      return null;
    }
    try {
      return LibraryTree.of(JSON.std.anyFrom(text));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("$parse needs JSON: " + e.getOriginalMessage(), e);
    }
  }
}
