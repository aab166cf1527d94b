package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryErrorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($x){ $f($x + 1) }; $f(1))",
        "($f := function($x){ 1 + $f($x + 1) }; $f(1))",
        "$reduce([1..3000], function($a, $i){ [[$a]] }, 1)",
        "$string($reduce([1..5000], function($a, $i){ [[$a]] }, 1))",
        "($s := $pad('', 4000000); $join($map([1..1000], function(){ $s })))",
        "$contains('a', $string)",
        "[1..1000].[[1..1000]]",
        "1 + function($x){$x}",
        "1 + $string",
        "-$string",
        "-function($x){$x}",
        "-[1/0, null, /a/]",
        "1 + null",
        "[1, null] > 2",
        "{'a': 1, $string: 2}",
        "$replace('a', /a/, function(){ $string })",
        "1/0 + 1",
      })
  void noExpressionEndsARunWithoutAReport(String expression) {
    ExecutionResult result = new Lab().run(pass(expression));

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(Lab.types(result)).contains("EvaluationFailed").endsWith("ExecutionFailed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "[[1/0]][0][0]"})
  void aNumberThatJsonDoesNotHaveIsAString(String expression) {
    assertThat(new Lab().run(pass(expression)).output()).isEqualTo("Infinity");
  }

  private static String pass(String expression) {
    return Lab.state("\"Type\": \"Pass\", \"Output\": \"{% " + expression + " %}\"");
  }
}
