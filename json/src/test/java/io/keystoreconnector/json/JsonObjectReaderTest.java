package io.keystoreconnector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonObjectReaderTest {

  private final List<String> sentences = new ArrayList<>();
  private final Complaints complaints = (path, rule) -> sentences.add(path + " " + rule);

  private JsonObjectReader reader(Map<String, ?> object) {
    return new JsonObjectReader("", object, complaints);
  }

  @Test
  void readsEachKindOfValue() {
    JsonObjectReader reader =
        reader(
            Map.of(
                "text",
                "a",
                "flag",
                true,
                "number",
                7,
                "seconds",
                1.001,
                "choice",
                "DAYS",
                "texts",
                List.of("a", "b"),
                "object",
                Map.of("x", 1),
                "items",
                List.of(Map.of())));

    assertThat(reader.text("text")).isEqualTo("a");
    assertThat(reader.flag("flag", false)).isTrue();
    assertThat(reader.number("number", 0)).isEqualTo(7);
    assertThat(reader.millis("seconds", 0)).isEqualTo(1001);
    assertThat(reader.choice("choice", TimeUnit.HOURS)).isEqualTo(TimeUnit.DAYS);
    assertThat(reader.texts("texts", List.of())).containsExactly("a", "b");
    assertThat(reader.object("object").all()).isEqualTo(Map.of("x", 1));
    assertThat(reader.objects("items")).hasSize(1);
    assertThat(reader.items("items")).hasSize(1);
    reader.nothingElse();
    assertThat(sentences).isEmpty();
  }

  @Test
  void anAbsentFieldIsWhatTheCallerSays() {
    JsonObjectReader reader = reader(Map.of());

    assertThat(reader.textOrNull("a")).isNull();
    assertThat(reader.text("a", "b")).isEqualTo("b");
    assertThat(reader.flag("a", true)).isTrue();
    assertThat(reader.number("a", 3)).isEqualTo(3);
    assertThat(reader.millis("a", 4)).isEqualTo(4);
    assertThat(reader.choice("a", TimeUnit.HOURS)).isEqualTo(TimeUnit.HOURS);
    assertThat(reader.texts("a", List.of("c"))).containsExactly("c");
    assertThat(reader.object("a").names()).isEmpty();
    assertThat(reader.objects("a")).isEmpty();
    assertThat(reader.items("a")).isEmpty();
    assertThat(sentences).isEmpty();
  }

  static Stream<Arguments> everyMistakeIsNamed() {
    return Stream.of(
        mistake(r -> r.text("a"), Map.of(), "a is missing"),
        mistake(r -> r.text("a"), Map.of("a", 1), "a must be a string"),
        mistake(r -> r.flag("a", true), Map.of("a", "yes"), "a must be true or false"),
        mistake(r -> r.number("a", 1), Map.of("a", -1), "a must be a whole number, 0 or more"),
        mistake(r -> r.number("a", 1), Map.of("a", 1.5), "a must be a whole number, 0 or more"),
        mistake(
            r -> r.millis("a", 1), Map.of("a", -0.5), "a must be a number of seconds, 0 or more"),
        mistake(r -> r.choice("a", Tide.LOW), Map.of("a", "MID"), "a must be one of LOW, HIGH"),
        mistake(
            r -> r.texts("a", List.of()), Map.of("a", List.of(1)), "a must be a list of strings"),
        mistake(r -> r.object("a"), Map.of("a", List.of()), "a must be an object"),
        mistake(r -> r.objects("a"), Map.of("a", List.of(1)), "a must be a list of objects"),
        mistake(r -> r.items("a"), Map.of("a", Map.of()), "a must be a list"),
        mistake(r -> r.items("a"), Map.of("a", List.of(Map.of(), 1)), "a[1] must be an object"),
        mistake(r -> r.object("a").text("b"), Map.of("a", Map.of()), "a.b is missing"),
        mistake(
            r -> {
              r.has("x");
              r.isThere("b");
              r.nothingElse();
            },
            Map.of("a", 1),
            "a is not a valid field; valid fields are b, x"));
  }

  private enum Tide {
    LOW,
    HIGH
  }

  private static Arguments mistake(
      Consumer<JsonObjectReader> read, Map<String, ?> object, String sentence) {
    return Arguments.of(read, object, sentence);
  }

  @ParameterizedTest
  @MethodSource
  void everyMistakeIsNamed(
      Consumer<JsonObjectReader> read, Map<String, ?> object, String sentence) {
    read.accept(reader(object));

    assertThat(sentences).containsExactly(sentence);
  }

  @Test
  void allComplaintsAreKeptIfNoneIsThrown() {
    JsonObjectReader reader = reader(Map.of("b", 1));

    assertThat(reader.text("a")).isEmpty();
    assertThat(reader.text("b")).isEmpty();
    assertThat(new JsonObjectReader("c", null, complaints).names()).isEmpty();
    assertThat(sentences)
        .containsExactly("a is missing", "b must be a string", "c must be an object");
  }

  @Test
  void aComplaintThatIsThrownEndsTheReading() {
    Complaints thrown =
        (path, rule) -> {
          throw new IllegalStateException(path + " " + rule);
        };

    assertThatThrownBy(() -> new JsonObjectReader("", Map.of(), thrown).text("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a is missing");
  }
}
