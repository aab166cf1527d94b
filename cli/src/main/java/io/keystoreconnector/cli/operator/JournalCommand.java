package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.aws.StoreName;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or clears what is remembered about a key store. */
@Command(
    name = "journal",
    description = {
      "Shows what the journal remembers about a key store from run to run: an open repair, failed"
          + " logins, the secret version last sent to KMS, the HSM last bought, an action without a"
          + " recorded result. It is the journal of the deployed workflow or, if none is deployed,"
          + " that of run on this machine.",
      "Exit code: 0 if it is shown or cleared, 1 if you do not agree to clear it or a run keeps"
          + " writing it, 2 if the request or the setup is wrong."
    },
    footer = {"", "Example: ./connector journal payments"})
public final class JournalCommand implements Callable<Integer> {

  private final InstantSource time;
  private final LocalJournals locals;
  private final Asking asking;

  @Parameters(arity = "0..1", paramLabel = "STORE", description = "The key store's id or name.")
  private @Nullable String named;

  @Option(names = "--store", paramLabel = "STORE", description = "The same as STORE, as an option.")
  private @Nullable String option;

  @Option(
      names = "--local",
      description = "The journal of run on this machine, even if the workflow is deployed.")
  private boolean local;

  @Option(
      names = "--clear",
      description = "Empty it, after asking. Runs then know nothing about earlier ones.")
  private boolean clear;

  @Option(names = "--yes", description = "With --clear: do not ask.")
  private boolean yes;

  @Mixin private final StackOption stack = new StackOption();

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /**
   * The command.
   *
   * @param time says when the journal was cleared
   * @param asking who must agree before it is cleared
   */
  public JournalCommand(
      Terminal terminal, InstantSource time, LocalJournals locals, Asking asking) {
    this.time = time;
    this.locals = locals;
    this.asking = asking;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() {
    StoreName store = store();
    check();
    Session session = aws.open();
    Optional<KeyStoreFacts> found = found(session, store);
    JournalKeeper keeper = keeper(session);
    String id = found.map(KeyStoreFacts::id).orElse(store.text());
    String name = found.map(KeyStoreFacts::name).orElse(null);
    JournalPage page = new JournalPage(id, name, keeper, keeper.read(id).orElse(null));
    return clear ? cleared(page) : shown(page);
  }

  private StoreName store() {
    if (named != null && option != null) {
      throw new UsageProblem("Name the key store once: either as an argument or with --store.");
    }
    String text = option == null ? named : option;
    if (text == null) {
      throw new UsageProblem("Name a key store by its id or name; ./connector status lists them.");
    }
    return new StoreName(text);
  }

  private void check() {
    if (yes && !clear) {
      throw new UsageProblem("--yes can only be used with --clear.");
    }
    if (local && stack.isNamed()) {
      throw new UsageProblem("--local is for this machine, --stack for a deployment: use one.");
    }
    if (clear && !yes && (output.json() || !asking.isPossible())) {
      throw new UsageProblem(
          "--clear asks for confirmation, which needs a terminal; --yes skips it.");
    }
  }

  /** With an id, a caller can see the journal even without permission to describe key stores. */
  private static Optional<KeyStoreFacts> found(Session session, StoreName store) {
    Optional<KeyStoreFacts> found = new KnownStore(session).require(store);
    return found.isPresent() || store.isId() ? found : new KeyStores(session).find(store);
  }

  private JournalKeeper keeper(Session session) {
    Optional<DeployedConnector> deployed = local ? Optional.empty() : stack.find(session);
    if (deployed.isPresent()) {
      return deployed
          .get()
          .journal(session)
          .orElseThrow(() -> new UsageProblem(deployed.get().withoutJournal()));
    }
    return locals
        .of(session)
        .orElseThrow(
            () ->
                new UsageProblem(
                    local
                        ? LocalJournals.NONE
                        : DeployedConnector.none(session) + " " + LocalJournals.NONE));
  }

  private int shown(JournalPage page) {
    if (output.json()) {
      output.page().json(page.json());
    } else {
      page.print(output.page());
    }
    return ExitCode.GOOD;
  }

  private int cleared(JournalPage page) {
    if (!output.json()) {
      page.print(output.page());
    }
    if (!page.remembersSomething()) {
      return tell(page, false, "There is nothing to clear.");
    }
    if (!yes && !asking.agrees("Runs will no longer know any of this. Clear it?")) {
      output.page().text(Style.PLAIN, "Nothing was changed.");
      return ExitCode.BAD;
    }
    return new Clearing(page.where(), time)
        .of(Objects.requireNonNull(page.item()))
        .map(
            empty ->
                tell(
                    page.with(empty),
                    true,
                    "Cleared. Runs are now as careful with this key store as with a new one."))
        .orElseGet(() -> tell(page, false, "There is nothing left to clear."));
  }

  private int tell(JournalPage page, boolean done, String sentence) {
    if (output.json()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(page.json());
      json.put("cleared", done);
      output.page().json(json);
    } else {
      output.page().text(done ? Style.GOOD : Style.PLAIN, sentence);
    }
    return ExitCode.GOOD;
  }
}
