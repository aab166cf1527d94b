package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.story.FleetLine.Progress;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetPageTest {

  private static final FleetLine WAITING =
      new FleetLine("ledger", Progress.WAITING, 0, "waits for its turn");
  private static final FleetLine CONNECTING =
      new FleetLine("payments", Progress.RUNNING, 61_000, "CONNECTING, attempt 1 of 3: KMS is.");

  private final StringWriter text = new StringWriter();

  private FleetPage on(Terminal terminal) {
    return new FleetPage(new Page(new PrintWriter(text), terminal), id -> CommandPlace.DEPLOYED);
  }

  @Test
  void aTerminalHasOneLineForEachKeyStoreAndTheNextOnesReplaceThem() {
    FleetPage page = on(new Terminal(true, false, 40));
    page.show(List.of(CONNECTING, WAITING), 61_000);
    page.show(List.of(CONNECTING.ended(Progress.DONE, "CONNECTED"), WAITING), 62_000);
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[J"
                + " 01:01  payments  CONNECTING, attempt…\n"
                + "        ledger    waits for its turn\n"
                + "\u001b[2A\r\u001b[J"
                + " 01:01  payments  CONNECTED\n"
                + "        ledger    waits for its turn\n");
  }

  @Test
  void elsewhereALineIsPrintedWhenAKeyStoreHasChanged() {
    FleetPage page = on(Printed.PAPER);
    page.show(List.of(CONNECTING, WAITING), 61_000);
    page.show(List.of(CONNECTING, WAITING), 62_000);
    page.show(List.of(CONNECTING.ended(Progress.DONE, "CONNECTED"), WAITING), 63_000);
    assertThat(text.toString())
        .isEqualTo(
            """
             01:01  payments  CONNECTING, attempt 1 of 3: KMS is.
             01:03  payments  CONNECTED
            """);
  }

  @Test
  void elsewhereItShowsOnceInAWhileThatItIsAlive() {
    on(Printed.PAPER).pulse(List.of(CONNECTING, WAITING, WAITING), 120_000);
    on(new Terminal(true, false, 40)).pulse(List.of(CONNECTING), 120_000);
    assertThat(text.toString()).isEqualTo(" 02:00  2 waiting, 1 in progress\n");
  }

  @Test
  void aTerminalThatIsTooLowShowsThoseThatMatterMost() {
    FleetPage page = on(new Terminal(true, false, 60, 60, 60, 6));
    Stream<FleetLine> connected =
        IntStream.range(0, 8)
            .mapToObj(i -> new FleetLine("store-" + i, Progress.DONE, 1000, "CONNECTED"));
    FleetLine failed = new FleetLine("broken", Progress.FAILED, 1000, "NEEDS A PERSON");
    page.show(Stream.concat(connected, Stream.of(CONNECTING, failed)).toList(), 61_000);
    assertThat(text.toString())
        .isEqualTo(
            "\r\u001b[J"
                + " 00:01  store-0   CONNECTED\n"
                + " 01:01  payments  CONNECTING, attempt 1 of 3: KMS is.\n"
                + " 00:01  broken    NEEDS A PERSON\n"
                + " … and 7 more\n");
  }

  @Test
  void whatOthersHaveWrittenDoesNotControlTheTerminal() {
    on(new Terminal(true, false, 60))
        .show(List.of(new FleetLine("a\u001b[2J", Progress.WAITING, 0, "x")), 0);
    assertThat(text.toString()).contains("a?[2J");
  }
}
