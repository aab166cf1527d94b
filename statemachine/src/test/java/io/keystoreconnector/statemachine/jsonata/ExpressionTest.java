package io.keystoreconnector.statemachine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Utils.JList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class ExpressionTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T03:00:00Z"));

  private static @Nullable Object evaluate(String expression) throws QueryFailed {
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", input());
    Scope scope = new Scope(new Functions(CLOCK, new Random(7)), Map.of("v", 5), states);
    return Expression.parse("{% " + expression + " %}").evaluate(scope.frame(), "Output");
  }

  private static @Nullable Object input() {
    return JSON.std.anyFrom(
        """
        {"a": 1, "n": null, "list": [1, 2, 3], "one": [{"x": [1]}], "nested": {"n": [null, {"m": null}]}}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $states.input.a                  | 1
          $states.input.n                  | null
          $states.input.nested             | {"n":[null,{"m":null}]}
          $states.input.nested.n           | [null,{"m":null}]
          {"n": $states.input.n}           | {"n":null}
          [$states.input.n]                | [null]
          $states.input.list[$ > 1]        | [2,3]
          $states.input.list[$ > 2]        | 3
          $states.input.list[$ > 2][]      | [3]
          [1..3]                           | [1,2,3]
          $v + 1                           | 6
          10 / 4                           | 2.5
          10 / 5                           | 2
          $now()                           | "2026-11-23T03:00:00.000Z"
          $millis()                        | 1795402800000
          $now('[Y]')                      | "2026"
          $exists($states.input.no)        | false
          $exists($states.input.n)         | true
          $partition([1,2,3], 2)           | [[1,2],[3]]
          $partition([1,2,3], 2.9)         | [[1,2],[3]]
          $range(1, 9, 4)                  | [1,5,9]
          $range(3, 1, -1)                 | [3,2,1]
          $range(-1.7, 0, 1)               | [-1,0]
          $range(4, 4, 1)                  | 4
          $hash('abc', 'SHA-1')            | "a9993e364706816aba3e25717850c26c9cd0d89d"
          $hash('abc', 'MD5')              | "900150983cd24fb0d6963f7d28e17f72"
          $parse('{"a":[1,null]}')         | {"a":[1,null]}
          $parse('null')                   | null
          $random(3) = $random(3)          | true
          $random() < 1                    | true
          $length($uuid())                 | 36
          $substring($uuid(), 14, 1)       | "4"
          $partition([1, 2], 4294967296)   | [[1,2]]
          $range(-9e18, 9e18, 9e18)        | [-9000000000000000000,0,9000000000000000000]
          $range(9223372036854775000, 9223372036854775807, 4096) | 9223372036854774784
          $parse('[null]')[0]              | null
          $exists($parse('{"a":null}').a)  | true
          1 / 0                            | "Infinity"
          [-1 / 0]                         | ["-Infinity"]
          {"k": 1 / 0}                     | {"k":"Infinity"}
          """)
  void evaluates(String expression, String json) throws QueryFailed {
    assertThat(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(evaluate(expression)))
        .isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.no",
        "$missing",
        "$partition([1], 0)",
        "$partition([], 1)",
        "$range(1, 3)",
        "$range(1, 3, -1)",
        "$range(1, 3, 0)",
        "$hash('abc')",
      })
  void yieldsNothing(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessage(
            "The JSONata expression '%s' specified for the field 'Output' returned nothing"
                + " (undefined).",
            expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 + 'x'                    | right side of the "+" operator
          $error('mine')             | mine
          $eval('1')                 | non-function
          $hash('a', 'md5')          | MD5, SHA-1
          $parse('{')                | $parse needs JSON
          $range(1, 999999, 1)       | memory limit
          $partition([1], -1)        | positive size
          1 / 0 + 1                  | out of range
          """)
  void fails(String expression, String message) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessageStartingWith(
            "The JSONata expression '%s' specified for the field 'Output' threw an error during"
                + " evaluation",
            expression)
        .hasMessageContaining(message);
  }

  /** Measured on AWS, or the sentence of jsonata-js, whose sentences those measured were. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $states.input.no()         | T1006: Attempted to invoke a non-function
          sum([1])                   | T1005: Attempted to invoke a non-function. Did you mean $sum?
          1 + 'a'                    | T2002: The right side of the "+" operator must evaluate to a number
          'a' + 1                    | T2001: The left side of the "+" operator must evaluate to a number
          $sum(['a'])                | T0412: Argument 1 of function "sum" must be an array of "numbers"
          $join([1])                 | T0412: Argument 1 of function "join" must be an array of "strings"
          $length(1)                 | T0410: Argument 1 of function "length" does not match function signature
          $hash(1, 'MD5')            | T0410: Argument 1 of function "hash" does not match function signature
          $sqrt(-4)                  | D3060: The sqrt function cannot be applied to a negative number: -4
          -'a'                       | D1002: Cannot negate a non-numeric value: "a"
          1 < 'a'                    | T2009: The values 1 and "a" either side of operator must be of the same data type
          true < false               | T2010: The expressions either side of operator "<" must evaluate to numeric or string values
          $formatBase(9, 1)          | D3100: The radix of the formatBase function must be between 2 and 36.  It was given 1
          $error('mine')             | D3137: mine
          $assert(false, 'mine')     | D3141: mine
          """)
  void anErrorReadsAsOnAws(String expression, String message) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessage(
            "The JSONata expression '%s' specified for the field 'Output' threw an error during"
                + " evaluation. %s",
            expression, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"function($x){$x}", "$fn := function($x){$x}", "{'f': $string}"})
  void aFunctionIsNoResult(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessage(
            "The JSONata expression '%s' specified for the field 'Output' returned an unsupported"
                + " result type.",
            expression);
  }

  @Test
  void answersPlainListsOnly() throws QueryFailed {
    assertThat(evaluate("$states.input.list[$ > 1]")).isNotInstanceOf(JList.class);
  }

  @Test
  void doesNotCopyWhatIsPlainAlready() throws QueryFailed {
    Object tree = input();
    Scope scope =
        new Scope(new Functions(CLOCK, new Random(7)), Map.of("tree", List.of("x")), Map.of());

    assertThat(Expression.parse("{% $tree %}").evaluate(scope.frame(), "Output"))
        .isEqualTo(List.of("x"));
    assertThat(PlainTree.of(tree)).isSameAs(tree);
  }

  @Test
  void saysWhyTextIsNoJsonata() {
    assertThatThrownBy(() -> Expression.parse("{% 1 + %}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'1 +' is not JSONata: ");
  }
}
