package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/fidelity.md has a row for everything that the sandbox and the runner offer. */
class FidelityTest {

  private static final Path ROOT = Path.of("..", "..");

  /** How the runner reads a field of a definition. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\b(?:text|requiredText|flag|only|number|whole|template|(?:number|text|list|flag)OrExpression"
              + "|child|children|get|has)\\(\"([A-Z][A-Za-z]+)\"");

  private static final Pattern FUNCTION =
      Pattern.compile("\\b(?:add|addLibrary|of)\\(\"([A-Za-z0-9]+)\"");
  private static final Pattern ERROR = Pattern.compile("\"(States\\.[A-Za-z]+)\"");

  @Test
  void everyOperationHasARow() {
    assertThat(subjects()).containsAll(FaultJson.OPERATIONS);
  }

  @Test
  void everyErrorHasARow() {
    assertThat(subjects())
        .containsAll(Arrays.stream(AwsError.values()).map(AwsError::wireName).toList());
  }

  @Test
  void everyVariantIsTheRowOfAnUnknown() {
    for (var variant : Variants.class.getRecordComponents()) {
      assertThat(rows())
          .filteredOn(row -> row.getFirst().equals("`" + variant.getName() + "`"))
          .singleElement()
          .satisfies(row -> assertThat(row.get(2)).isEqualTo("unknown"));
    }
  }

  @Test
  void whatIsUnknownCanBeOtherwise() {
    assertThat(rows())
        .filteredOn(row -> row.get(2).equals("unknown"))
        .hasSizeGreaterThan(6)
        .allSatisfy(row -> assertThat(row.get(4)).isNotEmpty());
  }

  @Test
  void everyFieldFunctionAndErrorOfTheRunnerHasARow() {
    Path runner = ROOT.resolve("statemachine/src/main/java");
    assertThat(found(runner, FIELD)).hasSizeGreaterThan(30);
    assertThat(subjects()).containsAll(found(runner, FIELD));
    assertThat(subjects()).containsAll(found(runner.resolve(ours("Errors.java")), ERROR));
    Set<String> functions = found(runner.resolve(ours("jsonata/Functions.java")), FUNCTION);
    functions.addAll(found(runner.resolve(ours("jsonata/Corrections.java")), FUNCTION));
    assertThat(functions).hasSizeGreaterThan(40);
    assertThat(subjects()).containsAll(functions.stream().map(name -> "$" + name).toList());
  }

  private static String ours(String file) {
    return "io/keystoreconnector/statemachine/" + file;
  }

  @Test
  void everyRowSaysHowSureItIsAndWhereItIsFrom() {
    assertThat(rows())
        .hasSizeGreaterThan(60)
        .allSatisfy(
            row -> {
              assertThat(row.get(2)).isIn("documented", "recorded", "inferred", "unknown");
              assertThat(row.get(3))
                  .startsWith(row.get(2).equals("recorded") ? "[recording](" : "[page](");
            });
  }

  @Test
  void aRecordingHasADate() {
    assertThat(rows())
        .filteredOn(row -> row.get(2).equals("recorded"))
        .hasSizeGreaterThan(10)
        .allSatisfy(row -> assertThat(row.get(1)).containsPattern("\\b20\\d\\d\\b"));
  }

  private static Set<String> subjects() {
    return rows().stream()
        .flatMap(row -> matches(Pattern.compile("`([^`]+)`"), row.getFirst()))
        .collect(Collectors.toSet());
  }

  /** The cells of all rows except headings. */
  private static List<List<String>> rows() {
    return read(ROOT.resolve("docs/fidelity.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.contains("| how sure |"))
        .map(line -> Stream.of(line.split("\\|", -1)).skip(1).map(String::strip).toList())
        .toList();
  }

  private static Set<String> found(Path below, Pattern pattern) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("lint"))
          .flatMap(file -> matches(pattern, read(file)))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
