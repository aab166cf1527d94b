package io.keystoreconnector.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

  @Test
  void paragraphsAreWrappedAndAnEmptyLineStaysOne() {
    assertThat(
            printed(
                """
                One sentence per line.
                Another one, which is long enough to go on in the next line.

                Another paragraph.
                """))
        .isEqualTo(
            """
              One sentence per line. Another one, which is long enough
              to go on in the next line.

              Another paragraph.
            """);
  }

  @Test
  void aStrongBeginningStandsAboveItsText() {
    assertThat(printed("**What it means** · KMS has a wrong password.\n\n**Never**\n"))
        .isEqualTo(
            """
            What it means
              KMS has a wrong password.

            Never
            """);
  }

  @Test
  void strongWordsWithinASentenceStayInIt() {
    assertThat(printed("**Always** set `when`.\n")).isEqualTo("  Always set `when`.\n");
  }

  @Test
  void whatIsInAListIsToTheRightOfItsMark() {
    assertThat(
            printed(
                """
                1. Look, and look again, and then once more at all of them.

                   ```bash
                   aws kms \\
                     describe

                   # not a heading
                   ```
                2. Or else:
                   - **Never** that.
                     Not even once.
                """))
        .isEqualTo(
            """
              1. Look, and look again, and then once more at all of
                 them.

                 aws kms \\
                   describe

                 # not a heading
              2. Or else:
                 - Never that. Not even once.
            """);
  }

  @Test
  void tablesAndCodeStayAsTheyAre() {
    assertThat(
            printed(
                """
                | a | b |
                |---|---|
                | `x` | a cell that is much longer than the page is wide, in one line |

                    indented
                """))
        .isEqualTo(
            """
              | a | b |
              |---|---|
              | `x` | a cell that is much longer than the page is wide, in one line |

                  indented
            """);
  }

  @Test
  void aLinkKeepsItsAddressOnlyIfItLeadsOutOfThePage() {
    assertThat(printed("See [the CLI](https://example.com/cli) and [`hsms`](#hsms).\n"))
        .isEqualTo("  See the CLI (https://example.com/cli) and “`hsms`”.\n");
  }

  private static String printed(String markdown) {
    StringWriter text = new StringWriter();
    new MarkdownPage(new Page(new PrintWriter(text), new Terminal(false, false, 60)))
        .print(markdown);
    return text.toString();
  }
}
