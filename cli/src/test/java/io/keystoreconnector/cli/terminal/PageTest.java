package io.keystoreconnector.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final Terminal PAPER = new Terminal(false, false, 20);
  private static final Terminal COLORED = new Terminal(true, true, 20);

  @Test
  void aParagraphIsWrappedToTheRightOfItsBeginning() {
    assertThat(
            printed(
                PAPER,
                page ->
                    page.row(
                        Style.PLAIN,
                        "words that go on and on",
                        new Page.Part(Style.QUIET, " a", 6))))
        .isEqualTo(" a    words that go\n      on and on\n");
  }

  @Test
  void aWordThatIsLongerThanALineStaysWhole() {
    assertThat(printed(PAPER, page -> page.text(Style.PLAIN, "see https://example.com/a/b-c/d e")))
        .isEqualTo("see\nhttps://example.com/a/b-c/d\ne\n");
  }

  @Test
  void aBeginningThatIsWiderThanItsColumnIsNotCut() {
    assertThat(
            printed(
                PAPER, page -> page.row(Style.PLAIN, "x", new Page.Part(Style.PLAIN, "label ", 2))))
        .isEqualTo("label x\n");
  }

  @Test
  void whatIsToBeCopiedIsNotWrapped() {
    String command = "./connector follow arn --profile operations";
    assertThat(
            printed(
                PAPER, page -> page.whole(Style.PLAIN, command, new Page.Part(Style.QUIET, " "))))
        .isEqualTo(" " + command + "\n");
  }

  @Test
  void onlyTheTextIsColored() {
    assertThat(
            printed(
                COLORED, page -> page.row(Style.BAD, "x", new Page.Part(Style.SEEN, "look", 6))))
        .contains("\u001b[36mlook\u001b[39m", "\u001b[31mx\u001b[39m");
  }

  @Test
  void aPieceKeepsItsStyleWhereverTheLineBreaks() {
    List<Page.Part> pieces =
        List.of(
            new Page.Part(Style.PLAIN, "a long  name, "),
            new Page.Part(Style.BAD, "FAILED for two days"),
            new Page.Part(Style.PLAIN, ", x"));
    Page.Part gap = new Page.Part(Style.PLAIN, "  ");
    assertThat(printed(PAPER, page -> page.pieces(pieces, 7, gap)))
        .isEqualTo("  a long\n  name,\n  FAILED\n  for two\n  days, x\n");
    assertThat(printed(COLORED, page -> page.pieces(pieces, 11, gap)).lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("a long ").doesNotContain("\u001b[31m"),
            line -> assertThat(line).contains("name,").doesNotContain("\u001b[31m"),
            line -> assertThat(line).contains("\u001b[31mFAILED for\u001b[39m"),
            line -> assertThat(line).contains("\u001b[31mtwo days\u001b[39m").contains(", x"));
  }

  @Test
  void whatLooksLikeMarkupOfPicocliStaysText() {
    String name = "@|red x|@";
    assertThat(printed(PAPER, page -> page.text(Style.PLAIN, name))).isEqualTo(name + "\n");
    assertThat(printed(COLORED, page -> page.text(Style.STRONG, name))).contains(name);
  }

  private static String printed(Terminal terminal, Consumer<Page> printing) {
    StringWriter text = new StringWriter();
    printing.accept(new Page(new PrintWriter(text), terminal));
    return text.toString();
  }
}
