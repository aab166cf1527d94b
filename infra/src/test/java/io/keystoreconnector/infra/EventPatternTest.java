package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests' own matcher answers as the documentation of EventBridge says. */
class EventPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a": ["x", "y"]}                                | {"a": "y", "b": 1}     | true
          {"a": ["x"], "b": ["x"]}                         | {"a": "x", "b": "y"}   | false
          {"a": ["x"]}                                     | {}                     | false
          {"a": {"b": ["x"]}}                              | {"a": {"b": "x"}}      | true
          {"a": {"b": [{"exists": false}]}}                | {}                     | true
          {"a": {"b": [{"exists": false}]}}                | {"a": {}}              | true
          {"a": {"b": [{"exists": false}]}}                | {"a": {"b": "x"}}      | false
          {"a": [{"exists": true}]}                        | {"a": {"b": "x"}}      | false
          {"a": [{"anything-but": ["x", "y"]}]}            | {"a": "z"}             | true
          {"a": [{"anything-but": ["x", "y"]}]}            | {"a": "y"}             | false
          {"a": [{"anything-but": ["x"]}]}                 | {}                     | false
          {"a": [{"wildcard": "x*"}]}                      | {"a": "xy"}            | true
          {"a": [{"wildcard": "x*"}]}                      | {"a": "yx"}            | false
          {"a": ["x"], "$or": [{"b": ["x"]}, {"c": ["x"]}]} | {"a": "x", "c": "x"}  | true
          {"a": ["x"], "$or": [{"b": ["x"]}, {"c": ["x"]}]} | {"a": "x", "c": "y"}  | false
          {"a": ["x"], "$or": [{"b": ["x"]}, {"c": ["x"]}]} | {"b": "x"}            | false
          """)
  void itMatchesAsEventBridgeDoes(String pattern, String event, boolean matches) {
    assertThat(new EventPattern(Json.parse(pattern)).matches(Json.parse(event))).isEqualTo(matches);
  }
}
