package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.ConnectionErrorCodeType;

/** The names of AWS that the page of the rehearsal room offers. */
class PageNamesTest {

  private static List<String> names(String pattern) throws IOException {
    return Pattern.compile("\"(" + pattern + ")\"")
        .matcher(Files.readString(Path.of("..", "..", "runs", "web", "src", "room", "names.js")))
        .results()
        .map(name -> name.group(1))
        .toList();
  }

  @Test
  void everyErrorCodeCanBeChosen() throws IOException {
    assertThat(names("[A-Z_]{9,}"))
        .containsExactlyInAnyOrderElementsOf(
            ConnectionErrorCodeType.knownValues().stream()
                .map(ConnectionErrorCodeType::toString)
                .toList());
  }

  @Test
  void everyOperationThatAFaultMayStrikeIsOne() throws IOException {
    assertThat(names("[A-Z][a-z]+[A-Z]\\w+")).isNotEmpty().isSubsetOf(FaultJson.OPERATIONS);
  }
}
