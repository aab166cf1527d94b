package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of fields in README.md list what a request may have. */
class ReadmeFieldsTest {

  @Test
  void theFieldsOfARequestAreThoseOfTheTable() throws IOException {
    assertThat(named("## The request", "In `update`:")).isEqualTo(allowed(Map.of("x", 1)));
  }

  @Test
  void theFieldsOfAnUpdateAreThoseOfTheTable() throws IOException {
    assertThat(named("In `update`:", "A secret's value"))
        .isEqualTo(allowed(Map.of("customKeyStoreId", "cks-1", "update", Map.of("x", 1))));
  }

  /** The fields that the complaint about an unknown one lists. */
  private static Set<String> allowed(Map<String, Object> request) {
    Parsed.Invalid invalid = (Parsed.Invalid) RequestParser.parse(request);
    String complaint = invalid.problems().getFirst();
    String list =
        complaint.substring(complaint.indexOf("allowed are ") + 12, complaint.length() - 1);
    return Arrays.stream(list.split(", ")).collect(Collectors.toSet());
  }

  /** The backquoted strings in the first column between two places. */
  private static Set<String> named(String from, String to) throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String part = readme.substring(readme.indexOf(from), readme.indexOf(to));
    return Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE)
        .matcher(part)
        .results()
        .map(MatchResult::group)
        .flatMap(column -> Pattern.compile("`(\\w+)`").matcher(column).results())
        .map(name -> name.group(1))
        .collect(Collectors.toSet());
  }
}
