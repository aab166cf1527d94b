package io.keystoreconnector.statemachine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  private static final String DEPTH =
      "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as"
          + " tail-recursive.";
  private static final String MEMORY =
      "Expression evaluation memory limit exceeded: Check for excessive memory usage";
  private static final String TIME = "Expression evaluation timeout: Check for infinite loop";

  private static @Nullable Object evaluate(String expression, Map<String, ?> variables)
      throws QueryFailed {
    Functions functions = new Functions(InstantSource.system(), new Random(7));
    Scope scope = new Scope(functions, variables, Map.of());
    return Expression.parse("{% " + expression + " %}").evaluate(scope.frame(), "Output");
  }

  private static void assertFails(String expression, String why) {
    assertThatThrownBy(() -> evaluate(expression, Map.of()))
        .isInstanceOf(QueryFailed.class)
        .hasMessage(
            "The JSONata expression '%s' specified for the field 'Output' threw an error during"
                + " evaluation: %s",
            expression, why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($x){ $f($x + 1) }; $f(1))",
        "($f := function(){ $f() }; [1, 2] ~> $map(function(){ $f() }))",
        "($f := function(){ $f() }; true and $f())",
        "($f := function(){ $f() }; $replace('a', /a/, function(){ $f() }))",
        "($f := function(){ $f() }; $sort([1, 2], function($a, $b){ $f() }))",
        "($f := function(){ $f() }; [1, 2]^($f()))",
        "$match($pad('', 40, 'a') & 'c', /^(a*)*\\1b/)",
      })
  void whatDoesNotEndIsEnded(String expression) {
    assertFails(expression, TIME);
  }

  @Test
  void anExpressionMayBeAHundredLevelsDeep() throws QueryFailed {
    assertThat(evaluate("1" + " + 1".repeat(99), Map.of())).isEqualTo(100);
    assertFails("1" + " + 1".repeat(100), DEPTH);
  }

  @Test
  void arraysAndObjectsDoNotAddToTheDepthOfWhatFollows() throws QueryFailed {
    String sum = "$count([1, 2]) + $count([{'a': 1, 'b': [2, 3]}, 4])";

    assertThat(evaluate(sum + (" + " + sum).repeat(40), Map.of())).isEqualTo(4 * 41);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n){ 1 + $f($n + 1) }; $f(1))",
        "($f := function($n){ $map([1], $f) }; $f(1))",
        "$string($reduce([1..5000], function($a, $i){ [[$a]] }, 1))",
      })
  void whatIsNestedTooDeeplyFails(String expression) {
    assertFails(expression, DEPTH);
  }

  @Test
  void anArrayMayHaveAsManyElementsAsMeasured() throws QueryFailed {
    assertThat(evaluate("[1..873782] ~> $count()", Map.of())).isEqualTo(873_782);
    assertFails("[1..873783] ~> $count()", MEMORY);
  }

  @Test
  void aStringMayBeAsLongAsMeasured() throws QueryFailed {
    String doubled =
        "($p := function($s, $n){ $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p('x', %d)))";

    assertThat(evaluate(doubled.formatted(22), Map.of())).isEqualTo(4_194_304);
    assertFails(doubled.formatted(23), MEMORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$sum([1..900000])",
        "$pad('', 1e12)",
        "$pad('', -1e12)",
        "$range(1, 400000, 1)",
        "[1..1000].[[1..1000]]",
        "($s := $pad('', 4000000); $join($map([1..1000], function(){ $s })))",
      })
  void whatIsTooLargeFails(String expression) {
    assertFails(expression, MEMORY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$reduce([1..3000], function($a, $i){ [[$a]] }, 1)",
        "$contains('a', $string)",
        "$formatNumber(1, '0.0.0')",
        "$join([1])",
      })
  void whateverTheLibraryThrowsIsAnErrorOfTheExpression(String expression) {
    assertThatThrownBy(() -> evaluate(expression, Map.of()))
        .isInstanceOf(QueryFailed.class)
        .hasMessageContaining("threw an error during evaluation. ");
  }

  @Test
  void eachEvaluationHasItsOwnBounds() throws QueryFailed {
    Functions functions = new Functions(InstantSource.system(), new Random(7));
    Scope scope = new Scope(functions, Map.of("list", List.of(1, 2, 3)), Map.of());
    Expression failing = Expression.parse("{% ($f := function(){ 1 + $f() }; $f()) %}");
    Expression sum = Expression.parse("{% $sum($list) %}");

    assertThatThrownBy(() -> failing.evaluate(scope.frame(), "Output"))
        .isInstanceOf(QueryFailed.class);
    assertThat(sum.evaluate(scope.frame(), "Output")).isEqualTo(6);
  }

  @Test
  void anExpressionThatIsTooDeepToParseIsRefused() {
    assertThatThrownBy(() -> Expression.parse("{% " + "(".repeat(50_000) + " %}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is nested too deeply");
  }
}
