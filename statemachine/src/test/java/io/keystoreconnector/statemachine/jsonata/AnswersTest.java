package io.keystoreconnector.statemachine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.jr.ob.JSON;

/**
 * Compares the runner with jsonata-js 2.0.6, which Step Functions uses. The second column of
 * answers.tsv is what jsonata-js answers, written by answers.mjs; a third is what the runner
 * answers where the library is wrong and cannot be corrected from outside.
 */
class AnswersTest {
  private static final Path FOLDER = Path.of("src/test/resources/jsonata");
  private static final Functions FUNCTIONS =
      new Functions(InstantSource.fixed(Instant.parse("2026-11-23T03:00:00Z")), new Random(7));

  /** Those of Step Functions, and those whose answers change. */
  private static final Set<String> ADDED =
      Set.of("partition", "range", "hash", "parse", "uuid", "random", "now", "millis");

  /** One line of the table. */
  record Row(String expression, String answer, @Nullable String runner) {
    static Row of(String line) {
      String[] columns = line.split("\t", -1);
      return new Row(columns[0], columns[1], columns.length > 2 ? columns[2] : null);
    }

    @Override
    public String toString() {
      return expression;
    }
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("answers.tsv")).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(Row::of)
        .toList();
  }

  static List<Row> differences() throws IOException {
    return rows().stream().filter(row -> row.runner() != null).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answersAsJsonataDoesOrAsIsWrittenDown(Row row) throws IOException {
    String expected = row.runner() == null ? row.answer() : row.runner();

    assertThat(answer(row.expression())).isEqualTo(comparable(expected));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void aDifferenceThatIsWrittenDownIsOne(Row row) throws IOException {
    assertThat(answer(row.expression())).isNotEqualTo(comparable(row.answer()));
  }

  @Test
  void theTableHasEveryFunctionOfJsonata() throws IOException {
    Set<String> functions = new TreeSet<>(Functions.NAMES);
    functions.removeAll(ADDED);
    List<String> expressions = rows().stream().map(Row::expression).toList();

    assertThat(functions)
        .allSatisfy(
            name -> assertThat(expressions).anyMatch(text -> text.contains("$" + name + "(")));
  }

  private static Object answer(String expression) throws IOException {
    Map<?, ?> input = JSON.std.mapFrom(Files.readString(FOLDER.resolve("input.json")));
    Scope scope = new Scope(FUNCTIONS, Map.of("v", 5), Map.of("input", input));
    try {
      Expression parsed = Expression.parse("{%" + expression + "%}");
      return LibraryTree.of(parsed.evaluate(scope.frame(), "Output"));
    } catch (IllegalArgumentException e) {
      return "error";
    } catch (QueryFailed e) {
      return failure(e.getMessage());
    }
  }

  private static String failure(String message) {
    return message.contains("returned nothing")
        ? "nothing"
        : message.contains("unsupported result type") ? "function" : "error";
  }

  /** Errors are compared without their code, and numbers by value. */
  private static Object comparable(String answer) {
    return answer.startsWith("error")
        ? "error"
        : List.of("nothing", "function").contains(answer)
            ? answer
            : LibraryTree.of(JSON.std.anyFrom(answer));
  }
}
