package io.keystoreconnector.core;

import io.keystoreconnector.core.ActResult.Outcome;
import io.keystoreconnector.core.Playbook.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary requests, observations and answers: what AWS could ever say, in any order. Each run
 * draws from its own few states, codes and answers, which produces long sequences that an even
 * mixture of everything would rarely produce.
 */
final class Anything implements Loop.World {

  private static final List<ProofView> PROOFS =
      List.of(
          new ProofView.NotTried(),
          new ProofView.Used("GenerateRandom"),
          new ProofView.Unusable("no answer"),
          new ProofView.Impossible("AWS denied it."));

  private static final List<String> REFUSALS =
      List.of(
          ActResult.INVALID_STATE,
          "CloudHsmClusterNotActiveException",
          "CloudHsmClusterInvalidConfigurationException",
          "CloudHsmClusterNotFoundException",
          "CloudHsmClusterNotRelatedException",
          "CustomKeyStoreNotFoundException",
          "CustomKeyStoreNameInUseException",
          "XksProxyUriInUseException",
          "XksProxyUriEndpointInUseException",
          "XksProxyUriUnreachableException",
          "XksProxyIncorrectAuthenticationCredentialException",
          "XksProxyVpcEndpointServiceInUseException",
          "XksProxyVpcEndpointServiceNotFoundException",
          "XksProxyVpcEndpointServiceInvalidConfigurationException",
          "XksProxyInvalidResponseException",
          "XksProxyInvalidConfigurationException",
          "CloudHsmAccessDeniedException",
          "CloudHsmInvalidRequestException",
          "CloudHsmResourceNotFoundException",
          "CloudHsmServiceException",
          "SecretUnusable");

  private static final List<@Nullable String> CODES =
      Stream.concat(
              Arrays.stream(ConnectionErrorCode.values()).map(Enum::name),
              Stream.of("QUANTUM_FLUX", "", null))
          .toList();

  private final Random random;
  private final KeyStoreType type;
  private final Request request;
  private final List<ConnectionState> states;
  private final List<@Nullable String> codes;
  private final List<SecretView> secrets;
  private final List<ClusterView> clusters;
  private final List<ActResult> answers;
  private final int slowest;
  private final int changes;
  private @Nullable Observation before;

  private Anything(Random random, int variety) {
    this.random = random;
    this.type =
        random.nextInt(4) == 0 ? KeyStoreType.EXTERNAL_KEY_STORE : KeyStoreType.AWS_CLOUDHSM;
    this.request = anyRequest();
    this.states = new ArrayList<>(some(variety, List.of(ConnectionState.values())));
    states.addAll(List.of(ConnectionState.DISCONNECTED, ConnectionState.FAILED));
    this.codes = some(variety, CODES);
    if (random.nextBoolean()) {
      codes.add(random.nextBoolean() ? "INVALID_CREDENTIALS" : "USER_LOCKED_OUT");
    }
    this.secrets =
        random.nextBoolean()
            ? List.of(new SecretView.Current("v2", false), new SecretView.Current("v2", true))
            : some(variety, secretViews());
    this.clusters = some(variety, clusterViews());
    this.answers = some(variety, anyAnswers());
    this.slowest = pick(List.of(0, 2_000, 14_000, 14_000));
    this.changes = pick(List.of(1, 2, 10));
  }

  /**
   * A run of any valid request in any world; the variety is how many different values that world
   * has.
   */
  static Arbitrary<Loop> runs() {
    return Combinators.combine(
            Arbitraries.longs().withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(1, 6))
        .as((seed, variety) -> new Anything(new Random(seed), variety))
        .map(world -> Loop.run(world.request, world));
  }

  private <T extends @Nullable Object> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T extends @Nullable Object> List<T> some(int most, List<T> all) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    int count = 1 + random.nextInt(Math.min(most, all.size()));
    return new ArrayList<>(shuffled.subList(0, count));
  }

  private Request anyRequest() {
    return new Request(
        Given.STORE,
        null,
        pick(List.of(Request.WhenDisconnected.values())),
        anyUpdate(),
        random.nextBoolean(),
        1 + random.nextInt(random.nextBoolean() ? 10 : 3),
        random.nextBoolean() ? 1200 : 120 + random.nextInt(1081),
        random.nextBoolean() ? 10 : 5 + random.nextInt(56),
        random.nextInt(20) == 0,
        type == KeyStoreType.AWS_CLOUDHSM && random.nextInt(4) == 0);
  }

  private Update anyUpdate() {
    List<UpdateField> fields =
        Arrays.stream(UpdateField.values()).filter(field -> field.type() == type).toList();
    Map<UpdateField, String> settings = new EnumMap<>(UpdateField.class);
    for (UpdateField field : some(fields.size(), fields)) {
      settings.put(field, pick(values(field)));
    }
    Update.When when = pick(List.of(Update.When.values()));
    if (when == Update.When.NOW) {
      settings.keySet().removeIf(field -> !field.changesWhileConnected());
    }
    return random.nextInt(4) == 0 || settings.isEmpty() ? Update.NONE : new Update(when, settings);
  }

  private static List<String> values(UpdateField field) {
    return switch (field) {
      case CLOUD_HSM_CLUSTER_ID -> List.of(Given.CLUSTER, Given.OTHER_CLUSTER);
      case KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID -> List.of("secret");
      case XKS_PROXY_URI_ENDPOINT -> List.of("https://xks.example.com", "https://b.example");
      case XKS_PROXY_URI_PATH -> List.of("/kms/xks/v1", "/b/kms/xks/v1");
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME ->
          List.of("com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718", "");
      case XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER -> List.of("111122223333", "444455556666");
      case XKS_PROXY_CONNECTIVITY -> List.of("PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE");
    };
  }

  private static List<SecretView> secretViews() {
    return List.of(
        new SecretView.NotLooked(),
        new SecretView.Unusable("The secret is gone."),
        new SecretView.Current("v1", false),
        new SecretView.Current("v1", true),
        new SecretView.Current("v2", false),
        new SecretView.Current("v2", true));
  }

  private static List<ClusterView> clusterViews() {
    return List.of(
        Given.seen("ACTIVE", "ACTIVE"),
        Given.seen("ACTIVE", "ACTIVE", "DEGRADED"),
        Given.seen("ACTIVE"),
        Given.seen("ACTIVE", "CREATE_IN_PROGRESS"),
        Given.seen("ACTIVE", "DELETE_IN_PROGRESS", "NEW"),
        Given.seen("UPDATE_IN_PROGRESS", "ACTIVE"),
        Given.seen("MODIFY_IN_PROGRESS", "ACTIVE"),
        Given.seen("DEGRADED", "ACTIVE"),
        Given.seen("NEW"),
        new ClusterView.Absent(),
        new ClusterView.NotLooked());
  }

  private List<ActResult> anyAnswers() {
    ActResult accepted = new ActResult(Outcome.ACCEPTED, "", "");
    return List.of(
        accepted,
        accepted,
        new ActResult(Outcome.SKIPPED, "", "moved"),
        new ActResult(Outcome.THROTTLED, "ThrottlingException", ""),
        ActResult.unknown("no answer"),
        new ActResult(Outcome.REFUSED, pick(REFUSALS), "sorry"),
        new ActResult(Outcome.REFUSED, ActResult.INVALID_STATE, "sorry"));
  }

  @Override
  public @Nullable Observation look(Request asked, Settled settled, Instant now) {
    // A first look that fails leaves the machine on its own longest window, not the request's.
    if (before != null && random.nextInt(20) == 0) {
      return null;
    }
    if (before == null || random.nextInt(changes) == 0) {
      before = random.nextInt(200) == 0 ? Observation.nothing() : seen(store());
    }
    return before;
  }

  private Observation seen(KeyStore store) {
    return new Observation(
        store,
        pick(clusters),
        pick(secrets),
        store.state() == ConnectionState.CONNECTED ? pick(PROOFS) : new ProofView.NotTried());
  }

  private KeyStore store() {
    ConnectionState state = pick(states);
    boolean hsm = type == KeyStoreType.AWS_CLOUDHSM;
    return new KeyStore(
        Given.STORE,
        "payments",
        type,
        state,
        state == ConnectionState.FAILED ? pick(codes) : null,
        hsm ? Given.CLUSTER : null,
        hsm ? null : new XksProxy("PUBLIC_ENDPOINT", "https://xks.example.com", null, null, null));
  }

  @Override
  public @Nullable ActResult act(Action.Act act, Instant now) {
    return random.nextInt(30) == 0 ? null : pick(answers);
  }

  @Override
  public long lookMillis() {
    return millis();
  }

  @Override
  public long actMillis() {
    return millis();
  }

  @Override
  public long journalMillis() {
    return Math.min(millis(), 5_000);
  }

  @Override
  public boolean tableAnswers() {
    return random.nextInt(40) != 0;
  }

  @Override
  public @Nullable String unusable(Action.Update update) {
    return random.nextInt(5) == 0 ? "It has a blank in it." : null;
  }

  private int millis() {
    return random.nextInt(3) == 0 ? slowest : random.nextInt(slowest + 1);
  }
}
