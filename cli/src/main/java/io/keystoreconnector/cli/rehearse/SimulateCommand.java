package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.company.Company;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates a month of a company, as docs/company.md shows it. */
@Command(
    name = "simulate",
    description = {
      "Simulates a month of 1,000 key stores in 100 accounts: requests to KMS, delays until an"
          + " alarm and until CONNECTED, and cost.",
      "The repairs are played with the real workflow and the real functions; what is assumed is"
          + " named. The tables are Markdown."
    },
    footer = {"", "Example: ./connector simulate"})
public final class SimulateCommand implements Callable<Integer> {

  private static final int STAGES = 2;

  private final Installation installation;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the moments; the same seed makes the same tables. Default: 1.")
  private long seed = 1;

  @Mixin private final Output output;

  /** The command over this installation. */
  public SimulateCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, STAGES)) {
      Company company = Company.simulate(rehearsal, seed);
      if (output.json()) {
        output.page().json(company.toJson());
      } else {
        company.markdown().forEach(output.page()::raw);
      }
      return ExitCode.GOOD;
    }
  }
}
