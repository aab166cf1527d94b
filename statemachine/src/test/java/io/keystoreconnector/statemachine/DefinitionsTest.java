package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keystoreconnector.statemachine.lint.Lint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gate: no definition leaves this module if the lint or asl-validator finds a fault in it. */
class DefinitionsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  @Test
  void theLintFindsNothingInTheDefinitions() throws IOException {
    for (Path definition : definitions(Path.of(""), Path.of("src/test/resources/valid"))) {
      assertThat(Lint.check(Files.readString(definition))).as(definition.toString()).isEmpty();
    }
  }

  @Test
  void theRunnerImplementsAllThatTheDefinitionsUse() throws IOException {
    for (Path definition : definitions(Path.of(""), Path.of("src/test/resources/valid"))) {
      String text = Files.readString(definition);
      Map<String, String> substitutions = new HashMap<>();
      PLACEHOLDER.matcher(text).results().forEach(m -> substitutions.put(m.group(1), "x"));

      assertThatCode(() -> StateMachine.load(text, substitutions))
          .as(definition.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aslValidatorAcceptsWhatIsValidAndNothingElse() throws Exception {
    assertThat(validate("src/test/resources/valid")).isZero();
    assertThat(validate("src/test/resources/invalid")).isEqualTo(1);
    assertThat(validate("src/test/resources")).as("a folder without definitions").isZero();
  }

  private static List<Path> definitions(Path... folders) throws IOException {
    List<Path> definitions = new ArrayList<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.asl.json")) {
        files.forEach(definitions::add);
      }
    }
    return definitions;
  }

  private static int validate(String folder) throws Exception {
    return new ProcessBuilder("node", "validate.mjs", folder)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
