package io.keystoreconnector.statemachine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          $a + $b.c                                     § $a $b
          $f($a, [$b], {"k": $c, $d: 1})                § $a $b $c $d f()
          $a ? $b : $c                                  § $a $b $c
          ($x := $a; $x + $y)                           § $a $y
          ($x := $x; 1)                                 § $x
          ($f := function($n){ $f($n - $a) }; $f(1))    § $a
          function($x, $y){ $x + $y + $z }              § $z
          $a ~> $f($b)                                  § $a $b f()
          $a ~> $string                                 § $a $string
          $map($a, $string)                             § $a $string map()
          $a[b = $c].d                                  § $a $c
          $a.b[$c > 1]                                  § $a $c
          $a.(b + $c)                                   § $a $c
          $a^(>b, $c)                                   § $a $c
          $a{b: $sum(c)}                                § $a sum()
          $a.b@$x.c#$i.{"x": $x, "i": $i, "y": $y}      § $a $y
          $a.*[0]                                       § $a
          $a.**.b                                       § $a
          $a ~> |b|{"c": $d}|                           § $a $d
          -$a                                           § $a
          $a & 'text $no' & /[$]no/                     § $a
          $states.input.x & $states.context.y           § $states .context .input
          $states                                       § $states
          phone                                         § ?phone
          phone.number                                  § ?phone
          $f(phone)                                     § f() ?phone
          [a, $b[c]]                                    § $b ?a
          *                                             § ?*
          $                                             § ?$
          $$.a                                          § ?$$
          $a[$ > 1]                                     § $a
          $map($a, function($x){ b })                   § $a map() ?b
          $f(?, $a)                                     § $a f()
          """)
  void collectsWhatAnExpressionTakesFromOutside(String expression, String expected) {
    Names names = Expression.parse("{%" + expression + "%}").names();

    Set<String> all = new TreeSet<>();
    names.variables().forEach(name -> all.add("$" + name));
    names.functions().forEach(name -> all.add(name + "()"));
    names.states().forEach(name -> all.add("." + name));
    names.context().forEach(name -> all.add("?" + name));
    assertThat(all)
        .isEqualTo(new TreeSet<>(Set.of(expected.isEmpty() ? new String[0] : expected.split(" "))));
  }
}
