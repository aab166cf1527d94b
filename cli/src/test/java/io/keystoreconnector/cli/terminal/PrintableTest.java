package io.keystoreconnector.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** What others have named or written does not control the terminal. */
class PrintableTest {

  private static final String EVIL = "pay\u001b[2J\u009b31m\u0007\u202ements\r\n\u2028x";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noWayToPrintLetsAControlCharacterThrough(boolean colors) {
    StringWriter text = new StringWriter();
    Page page = new Page(new PrintWriter(text), new Terminal(false, colors, 60));
    page.raw(EVIL);
    page.row(Style.BAD, EVIL, new Page.Part(Style.GOOD, EVIL));
    page.whole(Style.PLAIN, EVIL, new Page.Part(Style.PLAIN, EVIL));
    page.text(Style.QUIET, EVIL);
    page.json(Map.of(EVIL, EVIL));
    page.jsonLine(Map.of(EVIL, EVIL));
    String ours = text.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(ours.replace("\n", "").codePoints())
        .noneMatch(c -> Character.getType(c) == Character.CONTROL || c == 0x202E || c == 0x2028);
    assertThat(ours).contains("pay?[2J?31m??ments  ?x");
  }

  @Test
  void jsonMeansTheSame() {
    String json = JSON.std.asString(Map.of("name", EVIL));
    assertThat(Printable.json(json)).doesNotContain("\u009b", "\u202e");
    assertThat(JSON.std.mapFrom(Printable.json(json))).containsEntry("name", EVIL);
  }

  @Test
  void lettersOfAnyScriptAndEmojisStay() {
    String text = "Zahlungen für 支付 👩\u200d💻";
    assertThat(Printable.line(text)).isSameAs(text);
    assertThat(Printable.json(text)).isSameAs(text);
  }

  @Test
  void halfACharacterIsAQuestionMark() {
    assertThat(Printable.line("a\ud83d")).isEqualTo("a?");
  }
}
