package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.ClusterFacts;
import io.keystoreconnector.cli.aws.Clusters;
import io.keystoreconnector.cli.aws.Executions;
import io.keystoreconnector.cli.aws.KeyStoreFacts;
import io.keystoreconnector.cli.aws.KeyStores;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.runs.phrases.JournalWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers what is known about all key stores. Only the key stores themselves are required. */
final class OverviewReader {

  private final Session session;
  private final LocalJournals locals;
  private final List<String> notes = new ArrayList<>();

  OverviewReader(Session session, LocalJournals locals) {
    this.session = session;
    this.locals = locals;
  }

  /**
   * Reads it.
   *
   * @param stack which deployment of the workflow
   * @throws UsageProblem if a stack was named and does not exist
   * @throws AwsProblem if the key stores cannot be read
   */
  Overview read(StackOption stack) {
    List<KeyStoreFacts> stores = new KeyStores(session).all();
    Map<String, ClusterFacts> clusters = orNote(() -> clusters(stores), Map.of());
    Optional<DeployedConnector> deployed = orNote(() -> deployed(stack), Optional.empty());
    Map<String, LastRun> runs =
        deployed
            .map(d -> orNote(() -> runs(d, stores), Map.<String, LastRun>of()))
            .orElse(Map.of());
    KnownJournals journals = KnownJournals.of(session, deployed, locals, stores);
    if (!journals.note().isEmpty()) {
      notes.add(journals.note());
    }
    return new Overview(
        session.region(),
        Whereabouts.account(session).orElse(null),
        deployed.map(DeployedConnector::stack).orElse(null),
        deployed.map(DeployedConnector::release).orElse(null),
        stores.stream().map(store -> entry(store, clusters, runs, journals)).toList(),
        List.copyOf(notes));
  }

  private static Overview.Entry entry(
      KeyStoreFacts store,
      Map<String, ClusterFacts> clusters,
      Map<String, LastRun> runs,
      KnownJournals journals) {
    return new Overview.Entry(
        store,
        store.errorCode() == null ? "" : CodeMeanings.of(store.errorCode()),
        clusters.get(Objects.toString(store.clusterId(), "")),
        runs.get(store.id()),
        journals.pressing(store.id()).stream().map(JournalWords.Row::sentence).toList(),
        journals.json(store.id()));
  }

  /** What the caller is not allowed to see is left out, with a note. */
  private <T> T orNote(Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (AwsProblem e) {
      notes.add(String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  private Map<String, ClusterFacts> clusters(List<KeyStoreFacts> stores) {
    return stores.stream().allMatch(store -> store.clusterId() == null)
        ? Map.of()
        : new Clusters(session)
            .all().stream().collect(Collectors.toMap(ClusterFacts::id, cluster -> cluster));
  }

  private Optional<DeployedConnector> deployed(StackOption stack) {
    Optional<DeployedConnector> found = stack.find(session);
    if (found.isEmpty()) {
      notes.add("Without a deployment there are no last runs. " + DeployedConnector.none(session));
    }
    return found;
  }

  private Map<String, LastRun> runs(DeployedConnector deployed, List<KeyStoreFacts> stores) {
    return new LastRuns(new Executions(session), deployed.machineArn()).of(stores);
  }
}
