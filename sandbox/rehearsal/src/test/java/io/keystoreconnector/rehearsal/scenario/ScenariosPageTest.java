package io.keystoreconnector.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/**
 * The list at the end of docs/scenarios.md is made from the scenario files. With {@code
 * -Dscenarios=write}, this test rewrites it.
 */
class ScenariosPageTest {

  private static final String HEADING = "\n## All of them\n\n";
  private static final String HEAD =
      """
      | scenario | what is the case | the run ends with |
      |---|---|---|
      """;

  private final Installation installation = Installation.ofThisProcess();
  private final Path page = installation.root().resolve("docs/scenarios.md");

  @Test
  void listsEveryScenarioAsItsFileTellsIt() throws IOException {
    String before = Files.readString(page);
    String anew = before.split(HEADING, 2)[0] + HEADING + HEAD + rows();
    if ("write".equals(System.getProperty("scenarios"))) {
      Files.writeString(page, anew);
    }
    assertThat(Files.readString(page))
        .as("./mvnw -pl sandbox -am test -Dtest=ScenariosPageTest -Dscenarios=write makes it anew")
        .isEqualTo(anew);
  }

  private String rows() {
    return new Scenarios(installation.scenarios())
        .names().stream().sorted().map(this::row).collect(Collectors.joining());
  }

  private String row(String name) {
    Map<String, Object> json = read(installation.scenarios().resolve(name + ".json"));
    Map<?, ?> expect = (Map<?, ?>) json.getOrDefault("expect", Map.of());
    Object error = expect.get("error");
    return "| [%s](../sandbox/rehearsal/scenarios/%s.json) | %s: %s | %s |\n"
        .formatted(
            name,
            name,
            cell(json.get("title")),
            cell(json.get("story")),
            expect.get("status") + (error == null ? "" : ", " + error));
  }

  private static String cell(@Nullable Object text) {
    return String.valueOf(text).replace("|", "\\|");
  }

  private static Map<String, Object> read(Path file) {
    try {
      return JSON.std.mapFrom(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
