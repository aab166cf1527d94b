package io.keystoreconnector.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A resource with another logical id or name is another resource: an update of the stack would
 * delete the old one, for example the journal with its contents. So they stay as they are in
 * deployments. The lists in {@code logical-ids} are written with {@code -DlogicalIds=write}.
 */
class LogicalIdsTest {

  @ParameterizedTest
  @EnumSource(names = {"EVERYTHING", "PLAIN"})
  void aDeployedResourceKeepsItsIdAndItsNamesAndANewOneIsAddedDeliberately(Synthesized stack)
      throws IOException {
    Path file = Synthesized.ROOT.resolve(list(stack));
    List<String> now = Inventory.of(stack.template());
    if ("write".equals(System.getProperty("logicalIds"))) {
      Files.write(file, now);
    }
    List<String> deployed = Files.readAllLines(file);
    assertThat(now).as("ids that are gone, or renamed").containsAll(deployed);
    assertThat(deployed)
        .as("new ids: add them to " + file.getFileName() + " if they are meant to stay")
        .containsAll(now);
  }

  /** The list of the commit before says what yesterday's release deployed. */
  @ParameterizedTest
  @EnumSource(names = {"EVERYTHING", "PLAIN"})
  void anUpdateFromYesterdaysTemplateReplacesNothingThatHoldsState(Synthesized stack)
      throws IOException, InterruptedException {
    assertThat(Inventory.replaced(yesterday(stack), Inventory.of(stack.template()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Journal AWS::DynamoDB::Table KeySchema=[],      Journal AWS::DynamoDB::Table TableName=j"
        + " KeySchema=[]",
    "Journal AWS::DynamoDB::Table KeySchema=[],      Journal2 AWS::DynamoDB::Table KeySchema=[]",
    "Logs AWS::Logs::LogGroup LogGroupName=/a,       Logs AWS::Logs::LogGroup LogGroupName=/b",
    "Topic AWS::SNS::Topic,                          Topic AWS::SQS::Queue"
  })
  void aResourceWithStateThatAnUpdateWouldReplaceIsFound(String yesterday, String today) {
    assertThat(Inventory.replaced(List.of(yesterday), List.of(today))).containsExactly(yesterday);
  }

  @Test
  void whatHoldsNoStateMayBeReplaced() {
    assertThat(Inventory.replaced(List.of("Rule AWS::Events::Rule"), List.of())).isEmpty();
  }

  /** Functions are called by the names of their aliases. */
  @Test
  void theInventoryHasTheNames() {
    assertThat(Inventory.of(Synthesized.PLAIN.template()))
        .filteredOn(line -> line.contains(" AWS::Lambda::Alias "))
        .hasSize(8)
        .allMatch(line -> line.endsWith(" Name=live"));
  }

  /** From git, or without a history the list as it is. */
  private static List<String> yesterday(Synthesized stack)
      throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "show", "HEAD~1:" + list(stack))
            .directory(Synthesized.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new String(git.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return git.waitFor() == 0 ? lines : Files.readAllLines(Synthesized.ROOT.resolve(list(stack)));
  }

  private static String list(Synthesized stack) {
    return "infra/src/test/resources/logical-ids/%s.txt"
        .formatted(stack.name().toLowerCase(Locale.ROOT));
  }
}
