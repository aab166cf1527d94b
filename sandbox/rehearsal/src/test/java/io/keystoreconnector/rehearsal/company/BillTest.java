package io.keystoreconnector.rehearsal.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill is that of the documents. */
class BillTest {

  private static final double ROUNDED = 0.06;

  @Test
  void anAccountWithOneKeyStoreCostsWhatTheTableOfDeployingItAddsUpTo() throws IOException {
    assertThat(Bill.ofAccount(1)).isCloseTo(sum("deploy.md", "| a month, idle |"), within(ROUNDED));
  }

  @Test
  void aRunCostsWhatTheTableOfRunsAddsUpTo() {
    assertThat(Bill.ofRun(91)).isCloseTo(0.0023 + 0.0001 + 0.004, within(0.0001));
    assertThat(Bill.ofRun(228)).isCloseTo(0.0057 + 0.0002 + 0.004, within(0.0001));
  }

  @Test
  void theHubCostsWhatItsTableAddsUpToAndWhatAHundredAccountsSend() throws IOException {
    assertThat(Bill.ofHub()).isCloseTo(sum("company.md", "| the hub |") + 0.05, within(0.001));
  }

  /** Of the second column of the table that begins so. */
  private static double sum(String page, String heading) throws IOException {
    String text = Files.readString(Installation.ofThisProcess().root().resolve("docs/" + page));
    assertThat(text).containsOnlyOnce(heading);
    String table = text.split(Pattern.quote(heading), 2)[1].split("\n\n", 2)[0];
    return Pattern.compile("(?m)^\\| [^|]+ \\| ([0-9.]+) \\|")
        .matcher(table)
        .results()
        .mapToDouble(row -> Double.parseDouble(row.group(1)))
        .sum();
  }
}
