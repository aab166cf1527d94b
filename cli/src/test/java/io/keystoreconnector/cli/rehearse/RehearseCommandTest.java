package io.keystoreconnector.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class RehearseCommandTest {

  private static final String GOOD =
      "{'title': 'Good', 'story': 'It is.', 'world': {'keyStore': {'state': 'CONNECTED'}},"
          + " 'expect': {'status': 'SUCCEEDED'}}";
  private static final String BAD =
      "{'title': 'Bad', 'story': 'It is.', 'world': {'keyStore': {'state': 'CONNECTED'}},"
          + " 'expect': {'status': 'FAILED', 'error': 'OUT_OF_TIME', 'path': ['Needs a person'],"
          + " 'calls': {'DescribeCustomKeyStores': 3}, 'virtualSeconds': {'atLeast': 5}}}";

  @TempDir private Path folder;

  @Test
  void tellsTheTellingOneWithoutAName() {
    Result result = Shell.ofThisTree().connector("rehearse");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().map(String::stripTrailing))
        .contains(
            " 00:00  journal   read: nothing remembered",
            "        look      FAILED with INVALID_CREDENTIALS; cluster ACTIVE with 2 active HSMs"
                + " in 2 zones",
            "        journal   written down: Disconnect",
            "        KMS       DisconnectCustomKeyStore → accepted",
            "        KMS       UpdateCustomKeyStore → accepted",
            "        KMS       ConnectCustomKeyStore → accepted",
            " 04:10  …         22 more looks, still CONNECTING.",
            " outcome       CONNECTED, after 4 min 20 s",
            " ✓ as the scenario says")
        // The request can be copied as it is.
        .allMatch(line -> line.length() <= 96 || line.startsWith(" asked for  {"))
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void saysInOneLineEachWhatCameOfSeveral() {
    Result result = bothScenarios().connector("rehearse", "--all");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(" ✓ came out as its file says, ✗ did not. ")
        .contains(" ✗ bad   00:00  SUCCEEDED\n", " ✓ good  00:00  SUCCEEDED\n")
        .contains("1 of 2 as expected, in ");
  }

  @Test
  void spellsOutEachDifference() {
    Result result = bothScenarios().connector("rehearse", "bad");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(" ✗ not as the scenario says")
        .contains(
            """
                 status
                   expected  "FAILED"
                   actual    "SUCCEEDED"
                 error
                   expected  "OUT_OF_TIME"
                   actual    nothing
                 path
                   expected  ["Needs a person"]
                   actual    ["Connected"]
                 calls.DescribeCustomKeyStores
                   expected  3
                   actual    2
                 virtualSeconds
                   expected  "at least 5"
                   actual    0.0
            """);
  }

  @Test
  void printsAnObjectForOneNameAndAnArrayForSeveral() {
    Shell shell = bothScenarios();
    Result one = shell.connector("rehearse", "good", "--json");
    assertThat(one.code()).isZero();
    assertThat(JSON.std.anyFrom(one.out()))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("scenario", "good")
        .containsEntry("outcome", "SUCCEEDED")
        .containsEntry("error", null)
        .containsEntry(
            "path",
            List.of(
                "Begin",
                "Find key store",
                "Recall",
                "Check key store and HSMs",
                "What next?",
                "Connected"))
        .containsEntry("transitions", 6)
        .containsEntry(
            "calls",
            Map.of(
                "DescribeCustomKeyStores",
                2,
                "DescribeClusters",
                1,
                "GenerateRandom",
                1,
                "GetItem",
                1))
        .containsEntry("virtualSeconds", 0.0)
        .containsEntry("asExpected", true)
        .containsEntry("differences", List.of())
        .containsKey("report");
    Result two = shell.connector("rehearse", "good", "bad", "--json");
    assertThat(two.code()).isEqualTo(1);
    assertThat(JSON.std.listFrom(two.out()))
        .extracting(item -> ((Map<?, ?>) item).get("asExpected"))
        .isEqualTo(List.of(true, false));
  }

  @Test
  void listsNamesAndTitlesAligned() {
    Result result = bothScenarios().connector("rehearse", "--list");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("bad   Bad\ngood  Good\n");
    assertThat(JSON.std.listFrom(bothScenarios().connector("rehearse", "--list", "--json").out()))
        .first()
        .isEqualTo(Map.of("scenario", "bad", "title", "Bad", "story", "It is."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rehearse goood      | Unknown scenario: goood; ./connector rehearse --list shows them all. Did you mean good?
          rehearse good --all | Give either names or --all, not both.
          rehearse go         | Unknown scenario: go; ./connector rehearse --list shows them all. Did you mean good?
          rehearse xyz        | Unknown scenario: xyz; ./connector rehearse --list shows them all.
          rehearse --every    | Unknown option: '--every'. Run ./connector rehearse --help for usage.
          rehearse --alll     | Unknown option: '--alll'. Run ./connector rehearse --help for usage. Did you mean --all?
          reherse             | Unknown command: reherse. Run ./connector --help for usage. Did you mean rehearse?
          strat               | Unknown command: strat. Run ./connector --help for usage. Did you mean start?
          """)
  void answersWrongUsageWithOneSentenceAndTwo(String args, String sentence) {
    Result result = bothScenarios().connector(args.split(" ", -1));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo(sentence + "\n");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void namesFileAndFieldOfABrokenScenario() {
    Result result =
        Shell.withOwnScenarios(folder)
            .scenario("odd", "{'titel': ''}")
            .connector("rehearse", "odd");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("odd.json: title is required.\n");
  }

  @Test
  void tellsHowItIsUsed() {
    assertThat(Shell.ofThisTree().connector("--help").out())
        .contains("rehearse", "run", "Start with ./connector rehearse");
    assertThat(Shell.ofThisTree().connector("rehearse", "--help").out())
        .contains("--all", "--json");
    assertThat(Shell.ofThisTree().connector("help", "run").out()).contains("--endpoint-url");
    assertThat(Shell.ofThisTree().connector("--help").out().lines())
        .allMatch(line -> line.length() <= 80);
    assertThat(Shell.ofThisTree().connector("--version").out())
        .startsWith("Key Store Connector ")
        .hasLineCount(1);
  }

  @Test
  void aTitleOrAStoryCannotControlTheTerminal() {
    Result result =
        Shell.withOwnScenarios(folder)
            .scenario("evil", GOOD.replace("Good", "Go\\u001b[2Jod").replace("It is", "I\\u009bt"))
            .connector("rehearse", "evil");
    assertThat(result.out()).contains("Go?[2Jod", "I?t").doesNotContain("\u001b", "\u009b");
    assertThat(Shell.withOwnScenarios(folder).connector("rehearse", "--list").out())
        .contains("Go?[2Jod")
        .doesNotContain("\u001b");
  }

  @Test
  void anErrorCannotControlTheTerminalEither() {
    assertThat(Shell.ofThisTree().connector("rehearse", "evil\u001b[2J").err())
        .startsWith("Unknown scenario: evil?[2J;")
        .doesNotContain("\u001b");
  }

  @Test
  void aNumberIsAskedForInTheWordsOfPeople() {
    assertThat(Shell.ofThisTree().connector("storm", "--runs", "x").err())
        .startsWith("Invalid value for option '--runs'")
        .contains("whole number")
        .doesNotContain("long");
  }

  @Test
  void anErrorBreaksAtBlanksOnANarrowTerminal() {
    String error =
        Shell.ofThisTree()
            .on(new Terminal(true, false, 30))
            .connector("rehearse", "no-such-scenario-anywhere-at-all")
            .err();
    assertThat(error.lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.length() <= 30 || !line.contains(" "));
    assertThat(error.replace("\n", " ")).contains("./connector rehearse --list shows them all.");
  }

  @Test
  void withoutACommandItTellsHowItIsUsedAndEndsWithTwo() {
    Result result = Shell.ofThisTree().connector();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("rehearse", "run");
    assertThat(result.out()).isEmpty();
  }

  private Shell bothScenarios() {
    return Shell.withOwnScenarios(folder).scenario("good", GOOD).scenario("bad", BAD);
  }
}
