package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final String LONG = "word ".repeat(200).strip();
  private static final String COMMAND = "   ./connector start " + "x".repeat(100);

  @Test
  void whatIsTooLongIsCutAndWhatIsLeastNeededIsLeftOut() {
    List<String> lines = printed(11);
    // The command takes two lines of the terminal.
    assertThat(lines).hasSize(10).contains(COMMAND);
    assertThat(String.join("\n", lines))
        .contains(" seen ", " to do now ", " …")
        .doesNotContain(" warning ");
  }

  @Test
  void withEnoughRoomNothingIsCut() {
    List<String> lines = printed(Integer.MAX_VALUE);
    assertThat(lines).hasSizeGreaterThan(60);
    assertThat(String.join("\n", lines)).contains(" warning ").doesNotContain("…");
  }

  private static List<String> printed(int most) {
    StringWriter text = new StringWriter();
    Answer answer = new Answer(new Page(new PrintWriter(text), new Terminal(false, false, 80)));
    answer
        .row(Style.PLAIN, "seen", LONG)
        .extra(Style.PLAIN, "warning", LONG)
        .extra(Style.PLAIN, "warning", LONG)
        .row(Style.PLAIN, "nothing", "")
        .row(Style.PLAIN, "next", LONG)
        .row(Style.PLAIN, "to do now", LONG)
        .command(COMMAND)
        .print(most);
    return text.toString().lines().toList();
  }
}
