package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorePatternTest {

  private static final String ID = "cks-1234567890abcdef0";

  @ParameterizedTest
  @CsvSource({
    "prod-payments, prod-payments, true",
    "prod-payments, prod-payments-2, false",
    "prod-payments, PROD-payments, false",
    "prod-*, prod-payments, true",
    "prod-*, prod-, true",
    "prod-*, prod, false",
    "prod-*, my-prod-payments, false",
    "*-payments, prod-payments, true",
    "*-payments, prod-payments-2, false",
    "*pay*, prod-payments, true",
    "p*d-*s, prod-payments, true",
    "p*d-*s, prod-payment, false",
    "a*a, a, false",
    "*, prod-payments, true",
    "**, prod-payments, true",
    "cks-1234567890abcdef0, prod-payments, true",
    "cks-1234*, prod-payments, true",
    "cks-9*, prod-payments, false",
    "prod.payments, prod-payments, false",
    "prod?payments, prod-payments, false",
    "[prod]*, prod-payments, false"
  })
  void itMatchesTheIdOrTheName(String pattern, String name, boolean matches) {
    assertThat(new StorePattern(pattern).matches(ID, name)).isEqualTo(matches);
  }

  @Test
  void anEmptyOneMatchesNoKeyStore() {
    assertThat(new StorePattern("").matches(ID, "prod")).isFalse();
    assertThat(new StorePattern("").matchesEverything()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"*, true, true", "**, true, true", "prod-*, true, false", "prod, false, false"})
  void itKnowsWhetherItCanMatchSeveralAndWhetherItMatchesAll(
      String pattern, boolean several, boolean all) {
    assertThat(new StorePattern(pattern).hasWildcard()).isEqualTo(several);
    assertThat(new StorePattern(pattern).matchesEverything()).isEqualTo(all);
  }

  @Property
  void itMatchesAsARegularExpressionDoes(
      @ForAll @Chars({'a', 'b', '*'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String name) {
    String expression =
        pattern
            .chars()
            .mapToObj(character -> character == '*' ? ".*" : Character.toString(character))
            .collect(Collectors.joining());
    assertThat(new StorePattern(pattern).matches(ID, name))
        .isEqualTo(Pattern.matches(expression, name) || Pattern.matches(expression, ID));
  }

  /** A pattern comes from a request, which anyone who may start a run can write. */
  @Test
  void manyWildcardsAreNotSlow() {
    String name = "a".repeat(256);
    assertThat(new StorePattern("a*".repeat(128) + "b").matches(ID, name)).isFalse();
  }
}
