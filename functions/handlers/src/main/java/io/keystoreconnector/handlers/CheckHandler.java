package io.keystoreconnector.handlers;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.Cluster;
import io.keystoreconnector.core.ClusterView;
import io.keystoreconnector.core.Decision;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.Observation;
import io.keystoreconnector.core.Playbook;
import io.keystoreconnector.core.Progress;
import io.keystoreconnector.core.Request;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.core.RequestParser.Parsed;
import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The step that looks, and lets the playbook decide. It changes nothing. */
public final class CheckHandler extends JsonHandler {

  private final KeyStores keyStores;
  private final Clusters clusters;
  private final Secrets secrets;
  private final Playbook playbook;

  /** The one that Lambda calls. */
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
    this.playbook = new Playbook(settings.keyStores(), settings.addHsm());
  }

  /** Goes the whole way once, to whichever key store and cluster there are. */
  private void prime() {
    Settings settings = new Settings(AllowList.EVERY, AllowList.EVERY, false);
    CheckHandler look = new CheckHandler(new AnyKeyStore(keyStores), clusters, secrets, settings);
    var _ = look.answer(Priming.EVENT, Priming.SILENT);
    var _ = clusters.any();
  }

  @Override
  Map<String, Object> handle(Event event, Log log) {
    Decision decision = decide(event, event.instant("now"), event.instant("startedAt"));
    log.line("decided", DecisionJson.logged(decision));
    return DecisionJson.write(decision);
  }

  private Decision decide(Event event, Instant now, Instant startedAt) {
    return switch (RequestParser.parse(event.raw("request"))) {
      case Parsed.Invalid(var problems) -> Playbook.reject(problems, startedAt);
      case Parsed.Valid(Request request) -> {
        Progress progress =
            ProgressJson.read(event.object("progress"))
                .settle(AnswerJson.read(event.object("answer")));
        yield playbook.decide(request, progress, look(request, progress), now, startedAt);
      }
    };
  }

  private Observation look(Request request, Progress progress) {
    return find(request)
        .map(
            store ->
                new Observation(
                    store,
                    playbook.looksAtCluster(store) ? cluster(store) : new ClusterView.NotLooked(),
                    playbook.looksAtSecret(request, progress, store)
                        ? secrets.look(request.update().secretId().orElseThrow(), store.id())
                        : new SecretView.NotLooked()))
        .orElseGet(Observation::nothing);
  }

  private Optional<KeyStore> find(Request request) {
    String id = request.customKeyStoreId();
    return id != null
        ? keyStores.byId(id)
        : keyStores.byName(String.valueOf(request.customKeyStoreName()));
  }

  private ClusterView cluster(KeyStore store) {
    Optional<Cluster> cluster = clusters.byId(String.valueOf(store.clusterId()));
    return cluster.<ClusterView>map(ClusterView.Seen::new).orElseGet(ClusterView.Absent::new);
  }
}
