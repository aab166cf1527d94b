package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.ClusterView;
import io.keystoreconnector.core.Decision;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.Observation;
import io.keystoreconnector.core.Playbook;
import io.keystoreconnector.core.Playbook.Settled;
import io.keystoreconnector.core.ProofView;
import io.keystoreconnector.core.Request;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import io.keystoreconnector.core.Run;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.core.UpdateRules;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Secrets;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.util.Map;
import java.util.Optional;

/**
 * The step that checks the key store, uses it once if it is CONNECTED, and lets the playbook
 * decide. It also finds the key stores of a fleet. It changes nothing.
 */
public final class CheckHandler extends JsonHandler {

  private final KeyStores keyStores;
  private final Clusters clusters;
  private final Secrets secrets;
  private final KeyStoreUse use;
  private final FleetStep fleets;
  private final Playbook playbook;

  /** The handler that Lambda calls. */
  public CheckHandler() {
    this(new AwsWiring(), Settings.fromEnvironment());
  }

  private CheckHandler(AwsWiring aws, Settings settings) {
    this(aws.keyStores(), aws.clusters(), aws.secrets(), settings);
    settings.prime(this::prime);
  }

  CheckHandler(KeyStores keyStores, Clusters clusters, Secrets secrets, Settings settings) {
    this.keyStores = keyStores;
    this.clusters = clusters;
    this.secrets = secrets;
    this.use = new KeyStoreUse(keyStores, settings.canaryKeys());
    this.fleets = new FleetStep(keyStores, settings.keyStores());
    this.playbook = new Playbook(settings.keyStores(), settings.addHsm(), settings.updates());
  }

  /** Makes every call once, for any key store and cluster that exist. */
  private void prime() {
    Settings settings =
        new Settings(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING, false);
    CheckHandler look = new CheckHandler(new AnyKeyStore(keyStores), clusters, secrets, settings);
    var unused = look.answer(Priming.EVENT, Priming.SILENT, Deadline.NONE);
    var unusedClusters = clusters.any();
  }

  @Override
  Map<String, Object> handle(Event event, Log log, Deadline deadline) {
    if (event.has("find")) {
      return Map.of("keyStoreId", id(event));
    }
    if (event.has("fleet")) {
      return fleets.answer(event, log);
    }
    Decision decision = decide(event);
    log.line("decided", DecisionJson.logged(decision));
    return DecisionJson.write(decision, event.object("journal"));
  }

  /** The id of the key store that the request names; empty if it is not found. */
  private String id(Event event) {
    return switch (RequestParser.parse(event.raw("request"))) {
      case Parsed.Invalid invalid -> "";
      case Parsed.Valid(Request request) ->
          request.customKeyStoreId() != null
              ? request.customKeyStoreId()
              : find(request, Optional.empty()).map(KeyStore::id).orElse("");
    };
  }

  private Decision decide(Event event) {
    Run run = new Run(event.text("execution"), event.instant("startedAt"));
    return switch (RequestParser.parse(event.raw("request"))) {
      case Parsed.Invalid(var problems) -> Playbook.reject(problems, run.startedAt());
      case Parsed.Valid(Request request) -> {
        Settled settled =
            Playbook.settle(
                ProgressJson.read(event.object("progress")),
                JournalJson.read(event.object("journal")),
                ActResultJson.read(event.object("answer")),
                run);
        Observation seen = look(request, settled, event.optionalText("keyStoreId"));
        yield playbook.decide(request, settled, seen, event.instant("now"), run);
      }
    };
  }

  private Observation look(Request request, Settled settled, Optional<String> keyStoreId) {
    return find(request, keyStoreId.filter(id -> !id.isEmpty()))
        .map(store -> look(request, settled, store))
        .orElseGet(Observation::nothing);
  }

  private Observation look(Request request, Settled settled, KeyStore store) {
    ClusterView cluster =
        playbook.looksAtCluster(store) ? cluster(store) : new ClusterView.NotLooked();
    return new Observation(
        store,
        cluster,
        playbook.looksAtSecret(request, settled.progress(), settled.journal(), store)
            ? secrets.look(request.update().secretId().orElseThrow(), store.id())
            : new SecretView.NotLooked(),
        playbook.triesToUse(request, settled.journal(), store, cluster)
            ? use.of(store)
            : new ProofView.NotTried());
  }

  /** By the id once it is known, because a name can move to another key store during a run. */
  private Optional<KeyStore> find(Request request, Optional<String> known) {
    return known
        .or(() -> Optional.ofNullable(request.customKeyStoreId()))
        .map(keyStores::byId)
        .orElseGet(() -> keyStores.byName(String.valueOf(request.customKeyStoreName())));
  }

  private ClusterView cluster(KeyStore store) {
    Optional<Cluster> cluster = clusters.byId(String.valueOf(store.clusterId()));
    return cluster.<ClusterView>map(ClusterView.Seen::new).orElseGet(ClusterView.Absent::new);
  }
}
