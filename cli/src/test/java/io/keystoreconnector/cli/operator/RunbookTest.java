package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookTest {

  private static final String PAGE =
      """
      # Runbook

      ## Set these once

      ```bash
      ## not a heading
      export KEY_STORE=cks-1234567890abcdef0
      ```

      ### FIRST_CODE

      Do [that](#how-it-is-done), then read [why](https://example.com/#how-it-is-done).

      ## How it is done

      <!-- only for AWS_CLOUDHSM -->
      See [FIRST_CODE](#first_code) and `[not a link](#set-these-once)`.
      """;

  @TempDir private Path folder;
  private Runbook runbook = new Runbook(List.of());

  @BeforeEach
  void read() throws IOException {
    Path file = folder.resolve("runbook.md");
    Files.writeString(file, PAGE);
    runbook = Runbook.read(file);
  }

  @Test
  void aLineOfCodeIsNoHeading() {
    assertThat(runbook.chapters())
        .extracting(Runbook.Chapter::title)
        .containsExactly("Set these once", "FIRST_CODE", "How it is done");
    assertThat(runbook.setUp().orElseThrow().markdown())
        .isEqualTo("```bash\n## not a heading\nexport KEY_STORE=cks-1234567890abcdef0\n```");
  }

  @Test
  void onlyLinksWithinThePageLeadToRecipes() {
    Runbook.Chapter code = runbook.ofCode("FIRST_CODE").orElseThrow();
    assertThat(code.isEntry()).isTrue();
    assertThat(runbook.recipes(code, Runbook.CLOUDHSM))
        .extracting(Runbook.Chapter::title)
        .containsExactly("How it is done");
    assertThat(runbook.recipes(code, Runbook.EXTERNAL)).isEmpty();
  }

  @Test
  void aNameOfTheReadersOwnStandsForTheOneOfThePage() {
    assertThat(runbook.with(Runbook.Sample.KEY_STORE, "cks-2").setUp().orElseThrow().markdown())
        .contains("export KEY_STORE=cks-2");
  }

  @Test
  void whatIsForAnotherTypeOfKeyStoreIsLeftOutOfAChapter() throws IOException {
    Path file = folder.resolve("mixed.md");
    Files.writeString(
        file,
        """
        ### CODE

        Both.

        <!-- for AWS_CLOUDHSM -->

        Only a $5 cluster.

        <!-- end -->

        <!-- for EXTERNAL_KEY_STORE -->

        Only a proxy.

        <!-- end -->

        Both again.
        """);
    assertThat(Runbook.read(file).onlyFor(Runbook.CLOUDHSM).chapters().getFirst().markdown())
        .isEqualTo("Both.\n\nOnly a $5 cluster.\n\nBoth again.");
    assertThat(Runbook.read(file).onlyFor(Runbook.EXTERNAL).chapters().getFirst().markdown())
        .isEqualTo("Both.\n\nOnly a proxy.\n\nBoth again.");
  }

  @Test
  void aCommandOnSomethingThatNeverWasIsLeftOut() throws IOException {
    Path file = folder.resolve("commands.md");
    Files.writeString(
        file,
        """
        ### CODE

        Look:

        ```bash
        aws a --cluster "$CLUSTER"
        ```

        And:

        ```bash
        aws b --run "$RUN" \\
          --more
        ```

        Then "$KEY_STORE".
        """);
    assertThat(
            Runbook.read(file)
                .with(
                    Map.of(
                        Runbook.Sample.CLUSTER,
                        "cluster-1",
                        Runbook.Sample.KEY_STORE,
                        "cks-1",
                        Runbook.Sample.RUN,
                        ""))
                .chapters()
                .getFirst()
                .markdown())
        .isEqualTo("Look:\n\n```bash\naws a --cluster cluster-1\n```\n\nAnd:\n\n\nThen cks-1.");
  }

  /** A person without a checkout has the AWS CLI. */
  @Test
  void whatTheConnectorDoesIsGivenAsItsCommandsFirst() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "runbook.md"));
    String entries = page.substring(page.indexOf("## Every key store"));
    assertThat(entries)
        .contains("./connector start \"$KEY_STORE\" --secret \"$SECRET\" --before-connect --follow")
        .doesNotContain("start '{", "env.SECRET");
  }

  @Test
  void aSecretLeavesItsShellVariableOnlyAfterItWasReadBack() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "runbook.md"));
    List<Integer> forgets =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).matches(".*\\bunset\\b.*"))
            .boxed()
            .toList();
    assertThat(forgets).hasSizeGreaterThan(2);
    assertThat(forgets)
        .allSatisfy(
            i -> {
              assertThat(lines.get(i)).matches(" *unset \\w+ && echo .*");
              assertThat(lines.get(i - 1)).contains("get-secret-value").endsWith("&&");
              assertThat(lines.get(i - 2)).endsWith("&&");
            });
  }
}
