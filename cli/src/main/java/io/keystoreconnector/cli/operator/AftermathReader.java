package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.DatabaseFacts;
import io.keystoreconnector.cli.aws.Databases;
import io.keystoreconnector.cli.aws.KeyFacts;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.Keys;
import io.keystoreconnector.cli.aws.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gathers what remains to be done after a key store was unusable. Only the list of keys is
 * required: what else the caller is not allowed to see is noted.
 */
final class AftermathReader {

  private final Keys keys;
  private final Databases databases;
  private final List<String> notes = new ArrayList<>();
  private final List<StoreKey> inStore = new ArrayList<>();
  private final List<StoreKey> notDescribed = new ArrayList<>();
  private Optional<AwsProblem> denial = Optional.empty();
  private boolean complete = true;

  AftermathReader(Session session) {
    this.keys = new Keys(session);
    this.databases = new Databases(session);
  }

  /**
   * Reads it.
   *
   * @throws AwsProblem if the keys cannot be listed, or AWS cannot be reached
   */
  Aftermath read(KeyStoreFacts store) {
    readKeys(store);
    List<StoppedDatabase> stopped =
        Stream.of(listed(databases::instances), listed(databases::clusters))
            .flatMap(List::stream)
            .filter(StoppedDatabase::isStopped)
            .flatMap(database -> ofStore(database).stream())
            .toList();
    if (!store.state().equals(Aftermath.CONNECTED)) {
      notes.add(
          "The key store is %s, so more databases may stop: run this command again when it is CONNECTED."
              .formatted(store.state()));
    }
    if (stopped.stream().anyMatch(StoppedDatabase::canBeStarted)) {
      notes.add(
          ("RDS does not show since when a database has had this status, so the end of its %d days"
                  + " is not known. To be safe, count them from the moment when the key store"
                  + " stopped working.")
              .formatted(StoppedDatabase.DAYS_TO_START));
    }
    return new Aftermath(
        store, List.copyOf(inStore), notDescribed.size(), stopped, complete, List.copyOf(notes));
  }

  private void readKeys(KeyStoreFacts store) {
    List<String> arns = keys.arns();
    Map<String, List<String>> aliases = orNote(keys::aliases).orElse(Map.of());
    for (String arn : arns) {
      List<String> names = aliases.getOrDefault(StoreKey.idOf(arn), List.of());
      readKey(store, arn, names);
    }
    denial.ifPresent(
        problem ->
            notes.add(
                "For %d of %d keys it is not known whether they are in the key store. %s"
                    .formatted(notDescribed.size(), arns.size(), problem.getMessage())));
  }

  /** A key's policy may deny what those of the other keys allow. */
  private void readKey(KeyStoreFacts store, String arn, List<String> aliases) {
    try {
      keys.describe(arn)
          .filter(key -> store.id().equals(key.keyStoreId()))
          .map(KeyFacts::state)
          .ifPresent(state -> inStore.add(new StoreKey(arn, state, aliases)));
    } catch (AwsProblem e) {
      requireDenied(e);
      denial = denial.or(() -> Optional.of(e));
      notDescribed.add(new StoreKey(arn, "", aliases));
    }
  }

  private List<DatabaseFacts> listed(Supplier<List<DatabaseFacts>> listing) {
    Optional<List<DatabaseFacts>> listed = orNote(listing);
    complete &= listed.isPresent();
    return listed.orElse(List.of());
  }

  /** Empty, with a note, if the caller is not allowed to read it. */
  private <T> Optional<T> orNote(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (AwsProblem e) {
      requireDenied(e);
      notes.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static void requireDenied(AwsProblem problem) {
    if (problem.kind() != AwsProblem.Kind.DENIED) {
      throw problem;
    }
  }

  private Optional<StoppedDatabase> ofStore(DatabaseFacts database) {
    return Stream.of(inStore, notDescribed)
        .flatMap(List::stream)
        .filter(key -> key.isMeantBy(database.key()))
        .findFirst()
        .map(key -> new StoppedDatabase(database, key));
  }
}
