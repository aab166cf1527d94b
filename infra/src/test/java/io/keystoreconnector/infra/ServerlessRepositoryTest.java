package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The decision not to publish in the Serverless Application Repository is still founded. */
class ServerlessRepositoryTest {

  private static final Document DECISION =
      Document.of("decisions/serverless-application-repository.md");

  /** The types of the rows with one of these words. */
  private static List<String> types(String... words) {
    return DECISION.rows().stream()
        .filter(row -> List.of(words).contains(row.getLast()))
        .map(row -> Document.quoted(row.getFirst()).getFirst())
        .toList();
  }

  @Test
  void everyTypeOfTheTemplateWasLookedUp() {
    Set<String> used = new TreeSet<>();
    for (Map<String, Object> resource : Synthesized.PLAIN.template().resources().values()) {
      used.add(String.valueOf(resource.get("Type")));
    }
    assertThat(types("yes", "no")).containsExactlyElementsOf(used);
  }

  @Test
  void theRepositoryDoesNotSupportSomethingThatTheTemplateNeeds() {
    assertThat(types("no"))
        .as("without such a type the connector can be published there")
        .isNotEmpty();
  }
}
