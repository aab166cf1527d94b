package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.CONNECTING;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTING;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.KeyStoreType.AWS_CLOUDHSM;
import static io.keystoreconnector.core.KeyStoreType.EXTERNAL_KEY_STORE;
import static io.keystoreconnector.core.UpdateField.CLOUD_HSM_CLUSTER_ID;
import static io.keystoreconnector.core.UpdateField.KEY_STORE_PASSWORD_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_URI_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.Report.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** Against an honest key store with late checks: what can be repaired is repaired in time. */
class LivenessTest {

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
  }

  @Property
  void aHealthyStoreIsConnectedFromAnyState(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Twin twin =
        pick(
            random,
            new Twin(random, AWS_CLOUDHSM, CONNECTED, null),
            new Twin(random, AWS_CLOUDHSM, DISCONNECTED, null),
            new Twin(random, EXTERNAL_KEY_STORE, DISCONNECTED, null),
            new Twin(random, AWS_CLOUDHSM, DISCONNECTING, null).endingIn(20, DISCONNECTED),
            new Twin(random, AWS_CLOUDHSM, CONNECTING, null).endingIn(800, CONNECTED),
            new Twin(random, AWS_CLOUDHSM, FAILED, "INTERNAL_ERROR"),
            new Twin(random, AWS_CLOUDHSM, FAILED, "USER_LOGGED_IN"),
            new Twin(random, EXTERNAL_KEY_STORE, FAILED, "XKS_PROXY_ACCESS_DENIED"));
    connects(a(DISCONNECTED).request(), twin.unreliable(), seed);
  }

  @Property
  void failuresThatPassAreOutlasted(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    boolean hsm = random.nextBoolean();
    List<String> codes =
        hsm
            ? List.of("INTERNAL_ERROR", "NETWORK_ERRORS")
            : List.of("INTERNAL_ERROR", "XKS_PROXY_TIMED_OUT", "XKS_PROXY_NOT_REACHABLE");
    Twin twin =
        new Twin(random, hsm ? AWS_CLOUDHSM : EXTERNAL_KEY_STORE, DISCONNECTED, null)
            .failing(codes.get(random.nextInt(codes.size())), codes.get(random.nextInt(2)));
    connects(a(DISCONNECTED).request(), twin, seed);
  }

  @Property
  void aRightSecretHealsWrongCredentials(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    String code = pick(random, "INVALID_CREDENTIALS", "USER_LOCKED_OUT", "USER_NOT_FOUND");
    Twin twin =
        new Twin(random, AWS_CLOUDHSM, pick(random, FAILED, DISCONNECTED), code)
            .brokenUntil(KEY_STORE_PASSWORD_SECRET_ID, code)
            .unreliable();
    connects(a(DISCONNECTED).freshSecret().request(), twin, seed);
    assertThat(twin.wrongLogIns()).isLessThanOrEqualTo(1);
  }

  @Property
  void aRightCredentialHealsAnExternalStore(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Twin twin =
        new Twin(random, EXTERNAL_KEY_STORE, FAILED, "INVALID_CREDENTIALS")
            .brokenUntil(XKS_PROXY_CREDENTIAL_SECRET_ID, "INVALID_CREDENTIALS")
            .unreliable();
    connects(a(DISCONNECTED).external().freshSecret().request(), twin, seed);
  }

  @Property
  void aRightSettingHealsAWrongOne(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    boolean hsm = random.nextBoolean();
    Given given =
        hsm
            ? a(DISCONNECTED).update(CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
            : a(DISCONNECTED).external().update(XKS_PROXY_URI_PATH, "/b/kms/xks/v1");
    String code =
        hsm
            ? pick(random, "CLUSTER_NOT_FOUND", "SUBNET_NOT_FOUND")
            : "XKS_PROXY_INVALID_CONFIGURATION";
    Twin twin =
        new Twin(random, hsm ? AWS_CLOUDHSM : EXTERNAL_KEY_STORE, FAILED, code)
            .brokenUntil(hsm ? CLOUD_HSM_CLUSTER_ID : XKS_PROXY_URI_PATH, code)
            .unreliable();
    connects(given.request(), twin, seed);
  }

  @Property
  void anHsmIsBoughtOrWaitedFor(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Twin twin =
        pick(
            random,
            new Twin(random, AWS_CLOUDHSM, DISCONNECTED, null),
            new Twin(random, AWS_CLOUDHSM, FAILED, "INSUFFICIENT_CLOUDHSM_HSMS"));
    boolean buys = random.nextBoolean();
    Given given = a(DISCONNECTED);
    connects(
        buys ? given.addHsm().request() : given.request(),
        buys ? twin.withoutHsm() : twin.withHsmActiveFrom(Given.START.plusSeconds(400)),
        seed);
    assertThat(twin.hsmsBought()).isEqualTo(buys ? 1 : 0);
  }

  @Property
  void slowCallsOnlyCostTime(@ForAll("seeds") long seed) {
    Twin twin =
        new Twin(new Random(seed), AWS_CLOUDHSM, FAILED, "INVALID_CREDENTIALS")
            .brokenUntil(KEY_STORE_PASSWORD_SECRET_ID, "INVALID_CREDENTIALS")
            .slow();
    connects(a(DISCONNECTED).freshSecret().request(), twin, seed);
  }

  @Property
  void aNewVersionIsGivenToAConnectedStoreAndOnceKmsHasAnsweredNeverAgain(
      @ForAll("seeds") long seed) {
    Twin twin = new Twin(new Random(seed), EXTERNAL_KEY_STORE, CONNECTED, null).unreliable();
    Request request = a(CONNECTED).external().freshSecret().now().request();
    Loop.Table table = new Loop.Table();
    Loop first = Loop.run(request, twin, table, Given.START);
    assertThat(first.last().decision().report().outcome())
        .as("%d %s", seed, first)
        .isEqualTo(Outcome.CONNECTED);
    int told = twin.told().size();
    assertThat(told).isPositive();
    Loop.run(request, twin, table, Given.START.plusSeconds(3_600));
    assertThat(twin.told()).as("%d", seed).hasSize(told);
    assertThat(twin.connects()).isZero();
    assertThat(twin.outages()).isZero();
  }

  @Property
  void simultaneousRunsGiveAVersionToAConnectedStoreOnce(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Twin twin = new Twin(random, EXTERNAL_KEY_STORE, CONNECTED, null);
    Request request = a(CONNECTED).external().freshSecret().now().request();
    Loop.Table table = new Loop.Table();
    List<Loop> runs =
        Stream.generate(() -> loop(request, twin, table, random.nextInt(30_000))).limit(3).toList();
    allAtOnce(runs);
    assertThat(runs)
        .as("%d %s", seed, runs)
        .allSatisfy(
            run ->
                assertThat(run.last().decision().report().outcome()).isEqualTo(Outcome.CONNECTED));
    assertThat(twin.told()).as("%d %s", seed, runs).containsExactly("v2");
  }

  /** A permanently wrong version: the first run may push it, later ones must not. */
  @Property
  void aWrongSecretCostsOneLogInOverAllRuns(@ForAll("seeds") long seed) {
    Twin twin =
        new Twin(new Random(seed), AWS_CLOUDHSM, FAILED, "INVALID_CREDENTIALS")
            .brokenForGood("INVALID_CREDENTIALS")
            .unreliable();
    Request request = a(DISCONNECTED).freshSecret().request();
    Loop.Table table = new Loop.Table();
    for (int run = 0; run < 4; run++) {
      Loop.run(request, twin, table, Given.START.plusSeconds(run * 3_600L));
    }
    assertThat(twin.wrongLogIns()).isLessThanOrEqualTo(1);
  }

  @Property
  void twoOrThreeRunsAtOnceHealAsOneDoes(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Twin twin =
        new Twin(random, AWS_CLOUDHSM, FAILED, "INVALID_CREDENTIALS")
            .brokenUntil(KEY_STORE_PASSWORD_SECRET_ID, "INVALID_CREDENTIALS");
    Loop.Table table = new Loop.Table();
    List<Loop> runs =
        Stream.generate(() -> random.nextInt(30_000))
            .limit(2 + random.nextInt(2))
            .map(late -> loop(a(DISCONNECTED).freshSecret().request(), twin, table, late))
            .toList();
    allAtOnce(runs);
    assertThat(runs)
        .as("%d %s", seed, runs)
        .anySatisfy(
            run ->
                assertThat(run.last().decision().report().outcome()).isEqualTo(Outcome.CONNECTED));
    assertThat(twin.wrongLogIns()).as("%d %s", seed, runs).isZero();
    assertThat(twin.outages()).isZero();
  }

  private static Loop loop(Request request, Twin twin, Loop.Table table, int lateMillis) {
    Instant start = Given.START.plusMillis(lateMillis);
    return new Loop(
        new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING),
        request,
        twin,
        table,
        "run-" + start,
        start);
  }

  private static void allAtOnce(List<Loop> runs) {
    List<Loop> open = runs;
    while (!open.isEmpty()) {
      open.stream().min(Comparator.comparing(Loop::clock)).orElseThrow().step();
      open = runs.stream().filter(run -> !run.ended()).toList();
    }
  }

  private static void connects(Request request, Twin twin, long seed) {
    Loop run = Loop.run(request, twin);
    assertThat(run.last().decision().report().outcome())
        .as("%d %s", seed, run)
        .isEqualTo(Outcome.CONNECTED);
    assertThat(twin.connects()).isLessThanOrEqualTo(request.maxAttempts());
    assertThat(twin.outages()).isZero();
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... all) {
    return all[random.nextInt(all.length)];
  }
}
