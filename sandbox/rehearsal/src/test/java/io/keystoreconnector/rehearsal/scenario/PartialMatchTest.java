package io.keystoreconnector.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class PartialMatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                    | {"a": 1}                       |
          {"a": 1}              | {"a": 1.0, "b": 2}             |
          {"a": 1}              | {"a": 2}                       | x.a
          {"a": 1}              | {}                             | x.a
          {"a": {"b": 1}}       | {"a": {"b": 1, "c": 2}}        |
          {"a": {"b": 1}}       | {"a": 1}                       | x.a
          {"a": null}           | {}                             |
          {"a": null}           | {"a": 1}                       | x.a
          {"a": "*left*"}       | {"a": "it was left so"}        |
          {"a": "left*"}        | {"a": "it was left so"}        | x.a
          {"a": "1.0"}          | {"a": "100"}                   | x.a
          {"a": [{"b": 1}]}     | {"a": [{"b": 1, "c": 2}]}      |
          {"a": [{"b": 1}]}     | {"a": [{"b": 1}, {"b": 1}]}    | x.a
          {"a": [{"b": 1}, 2]}  | {"a": [{"b": 3}, 2]}           | x.a[0].b
          {"a": []}             | {"a": []}                      |
          """)
  void comparesWhatIsAskedAbout(String expected, String actual, String differing) {
    assertThat(PartialMatch.differences("x", JSON.std.anyFrom(expected), JSON.std.anyFrom(actual)))
        .extracting(Difference::what)
        .isEqualTo(differing == null ? java.util.List.of() : java.util.List.of(differing));
  }
}
