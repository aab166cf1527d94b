package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A resource with another logical id is another resource: an update of the stack would delete the
 * old one, for example the journal with its contents. So ids stay as they are in deployments.
 */
class LogicalIdsTest {

  @ParameterizedTest
  @EnumSource(names = {"EVERYTHING", "PLAIN"})
  void aDeployedResourceKeepsItsLogicalIdAndANewOneIsAddedDeliberately(Synthesized stack)
      throws IOException {
    Path file =
        Synthesized.ROOT.resolve(
            "infra/src/test/resources/logical-ids/%s.txt"
                .formatted(stack.name().toLowerCase(java.util.Locale.ROOT)));
    List<String> deployed = Files.readAllLines(file);
    List<String> now = ids(stack.template()).sorted().toList();
    assertThat(now).as("ids that are gone, or renamed").containsAll(deployed);
    assertThat(deployed)
        .as("new ids: add them to " + file.getFileName() + " if they are meant to stay")
        .containsAll(now);
  }

  /** A version's id ends with a hash of what is published: each release has another. */
  private static Stream<String> ids(CloudTemplate template) {
    return template.section("Resources").entrySet().stream()
        .map(
            entry ->
                "AWS::Lambda::Version".equals(Json.at(entry.getValue(), "Type"))
                    ? entry.getKey().replaceFirst("[0-9a-f]{32}$", "...")
                    : entry.getKey());
  }
}
