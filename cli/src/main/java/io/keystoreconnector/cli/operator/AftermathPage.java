package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.DatabaseFacts;
import io.keystoreconnector.cli.story.FinalReport;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.List;

/**
 * What remains to be done, for people.
 *
 * @param place the options that say where AWS is, each after a space
 */
record AftermathPage(Page page, Aftermath aftermath, String place) {

  void print() {
    row(
        Style.QUIET,
        "key store",
        "%s (%s), %s"
            .formatted(
                aftermath.store().name(), aftermath.store().id(), aftermath.store().state()));
    keys();
    databases();
    aftermath.notes().forEach(note -> row(Style.TROUBLE, "note", note));
  }

  private void keys() {
    if (aftermath.keys().isEmpty()) {
      row(Style.QUIET, "keys", aftermath.notDescribed() == 0 ? "none" : "none that is known");
    }
    for (StoreKey key : aftermath.keys()) {
      row(Style.QUIET, "key", "%s, %s%s".formatted(key.id(), key.state(), names(key.aliases())));
    }
  }

  private static String names(List<String> aliases) {
    return aliases.isEmpty() ? "" : ", " + String.join(", ", aliases);
  }

  private void databases() {
    if (aftermath.databases().isEmpty()) {
      row(
          aftermath.complete() ? Style.GOOD : Style.BAD,
          "databases",
          aftermath.complete()
              ? "None in this account and Region is stopped because of a key of this key store."
              : "Not known: see the note.");
      return;
    }
    aftermath.databases().forEach(this::database);
  }

  private void database(StoppedDatabase database) {
    DatabaseFacts facts = database.facts();
    row(
        Style.BAD,
        facts.kind() == DatabaseFacts.Kind.CLUSTER ? "cluster" : "instance",
        "%s, %s: %s.%s %s"
            .formatted(
                facts.identifier(),
                facts.engine(),
                facts.status(),
                database.isOfKeyStore() ? "" : " Its key may be in the key store.",
                toDo(database)));
    if (database.canBeStarted()) {
      // Not wrapped, so it can be copied.
      page.raw("   " + database.start(place));
    }
  }

  private String toDo(StoppedDatabase database) {
    if (!database.canBeStarted()) {
      return "It can no longer be started: restore it from a backup.";
    }
    return "%s within %d days of this status:"
        .formatted(
            aftermath.isConnected() ? "Start it" : "When the key store is CONNECTED, start it",
            StoppedDatabase.DAYS_TO_START);
  }

  private void row(Style style, String label, String text) {
    page.row(Style.PLAIN, text, FinalReport.part(style, label));
  }
}
