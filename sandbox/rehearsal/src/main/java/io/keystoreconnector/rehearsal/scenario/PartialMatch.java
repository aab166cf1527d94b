package io.keystoreconnector.rehearsal.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON trees; the expected one need not be complete: an object may leave out fields,
 * {@code null} means that a field is absent or null, and {@code *} in a string stands for any
 * string. Lists have as many items as expected.
 */
final class PartialMatch {

  private final List<Difference> differences = new ArrayList<>();

  private PartialMatch() {}

  static List<Difference> differences(
      String path, @Nullable Object expected, @Nullable Object actual) {
    PartialMatch match = new PartialMatch();
    match.compare(path, expected, actual);
    return match.differences;
  }

  private void compare(String path, @Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Map<?, ?> fields && actual instanceof Map<?, ?> there) {
      fields.forEach((name, value) -> compare(path + "." + name, value, there.get(name)));
    } else if (expected instanceof List<?> items
        && actual instanceof List<?> there
        && items.size() == there.size()) {
      for (int i = 0; i < items.size(); i++) {
        compare(path + "[" + i + "]", items.get(i), there.get(i));
      }
    } else if (!same(expected, actual)) {
      differences.add(new Difference(path, expected, actual));
    }
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Number number && actual instanceof Number other) {
      return decimal(number).compareTo(decimal(other)) == 0;
    }
    if (expected instanceof String text && text.contains("*") && actual instanceof String there) {
      return pattern(text).matcher(there).matches();
    }
    return Objects.equals(expected, actual);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static Pattern pattern(String text) {
    String regex =
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
