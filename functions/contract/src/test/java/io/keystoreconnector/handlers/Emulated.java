package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.UpdateRules;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.handlers.account.Clusters;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.Secrets;
import io.keystoreconnector.handlers.aws.AwsWiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.jr.ob.JSON;

/**
 * The adapters as they are shipped, with the emulated services behind them, in virtual time. It
 * searches everything that a handler or a port returns for the secrets planted here.
 */
final class Emulated {

  static final String PASSWORD = "Recognisable1Password";
  static final String OLD_PASSWORD = "Outdated1Password";
  static final String ACCESS_KEY_ID = "RECOGNISABLEACCESSKEY";
  static final String SECRET_ACCESS_KEY = "recognisable/Secret+Access/Key+0123456789+ABC=";
  static final Set<String> PLANTED = Set.of(PASSWORD, OLD_PASSWORD, SECRET_ACCESS_KEY);

  static final String STORE = "cks-0123456789abcdef0";
  static final String CLUSTER = "cluster-paymentsHsm";
  static final String SECRET = "payments/kmsuser";
  static final String OLD = "11111111-1111-1111-1111-111111111111";
  static final String NEW = "22222222-2222-2222-2222-222222222222";
  static final String LABEL = "applied-" + STORE;

  static final Settings ALL =
      new Settings(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING, false);

  private static final SandboxServer SERVER = start();
  private static final AwsWiring AWS = new AwsWiring();
  static final KeyStores KEY_STORES = AWS.keyStores();
  static final Clusters CLUSTERS = AWS.clusters();
  static final Secrets SECRETS = AWS.secrets();

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));
  private final World world;

  private Emulated(Map<String, Object> json) {
    world = World.load(json, time);
    SERVER.serve(world);
  }

  /** Serves this world from now on; single quotes stand for double quotes. */
  static Emulated of(String json) {
    return new Emulated(JSON.std.mapFrom(json.replace('\'', '"')));
  }

  /** A CloudHSM store in that state, its cluster with two HSMs, a secret with two versions. */
  static Emulated store(String state, String faults) {
    return world("'state': " + state, "'hsms': 2", "'requestsPerSecond': 0", faults);
  }

  static Emulated world(String store, String cluster, String settings, String faults) {
    return of(
        """
        {'settings': {%s},
         'clusters': [{'id': '%s', %s, 'kmsuser': {'password': '%s'}}],
         'keyStores': [{'id': '%s', 'name': 'payments', 'password': 'Forgotten1234', %s}],
         'secrets': [{'name': '%s', 'versions': [
           {'versionId': '%s', 'value': '%s', 'stages': ['AWSPREVIOUS', '%s']},
           {'versionId': '%s', 'value': {'password': '%s'}, 'stages': ['AWSCURRENT']}]}],
         'faults': [%s]}
        """
            .formatted(
                settings,
                CLUSTER,
                cluster,
                PASSWORD,
                STORE,
                store,
                SECRET,
                OLD,
                OLD_PASSWORD,
                LABEL,
                NEW,
                PASSWORD,
                faults));
  }

  /** An external key store; its proxy expects other credentials than those that KMS has. */
  static Emulated external(String state, String faults) {
    return of(
        """
        {'settings': {'requestsPerSecond': 0},
         'keyStores': [{'id': '%s', 'name': 'partner', 'state': %s,
           'xks': {'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d',
                   'vpcServiceOwner': '444455556666'},
           'proxy': {'accessKeyId': '%s', 'secretAccessKey': '%s'}}],
         'secrets': [{'name': '%s', 'versions': [{'versionId': '%s',
           'value': {'accessKeyId': '%s', 'secretAccessKey': '%s'}, 'stages': ['AWSCURRENT']}]}],
         'faults': [%s]}
        """
            .formatted(
                STORE,
                state,
                ACCESS_KEY_ID,
                SECRET_ACCESS_KEY,
                SECRET,
                NEW,
                ACCESS_KEY_ID,
                SECRET_ACCESS_KEY,
                faults));
  }

  /** A state as in a world file: FAILED needs a code with it. */
  static String state(String state) {
    return state.equals("FAILED")
        ? "'FAILED', 'errorCode': 'INVALID_CREDENTIALS'"
        : "'" + state + "'";
  }

  static String fault(String fault, String operation) {
    return "{'fault': '%s', 'operation': '%s'}".formatted(fault, operation);
  }

  static String refusal(String error, String operation) {
    return "{'fault': 'REFUSE', 'error': '%s', 'operation': '%s'}".formatted(error, operation);
  }

  Emulated pass(int seconds) {
    time.pass(Duration.ofSeconds(seconds));
    return this;
  }

  World world() {
    world.catchUp();
    return world;
  }

  /** The first entry under this name in the world file, with the secrets in clear. */
  @SuppressWarnings("unchecked") // the form of a world file
  Map<String, Object> first(String kind) {
    Object entries = world.toJson(SecretVisibility.CLEAR).getOrDefault(kind, List.of());
    return ((List<Map<String, Object>>) entries).getFirst();
  }

  /** The state that the store really is in. */
  String state() {
    return world().keyStores().get(STORE).state().name();
  }

  List<String> calls() {
    return calls(call -> true);
  }

  /** The calls that changed something or would have, had they not been refused or lost. */
  List<String> changes() {
    return calls(call -> !call.operation().matches("(Describe|Get).*"));
  }

  List<String> accepted(String operation) {
    return calls(call -> call.operation().equals(operation) && call.error() == null);
  }

  private List<String> calls(Predicate<CallRecord> which) {
    return world.journal().calls().stream().filter(which).map(CallRecord::operation).toList();
  }

  /** Calls a handler with an event, as Lambda does. */
  Map<String, Object> call(JsonHandler handler, String event) {
    StringBuilder log = new StringBuilder();
    return secretless(
        () -> {
          String output = handler.answer(event, into(log), Deadline.NONE);
          assertSecretless(output);
          assertSecretless(log.toString());
          assertThat(log).isNotEmpty();
          return Json.object(output).orElseThrow();
        });
  }

  /** Does something and searches the exception, if it throws one. */
  static <T> T secretless(Supplier<T> something) {
    try {
      return something.get();
    } catch (RuntimeException e) {
      StringWriter everything = new StringWriter();
      e.printStackTrace(new PrintWriter(everything));
      assertSecretless(everything.toString());
      throw e;
    }
  }

  static void assertSecretless(String shown) {
    assertThat(shown).doesNotContain(PLANTED);
  }

  private static LambdaLogger into(StringBuilder log) {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.append(message);
      }

      @Override
      public void log(byte[] message) {
        log.append(new String(message, StandardCharsets.UTF_8));
      }
    };
  }

  private static SandboxServer start() {
    try {
      SandboxServer server =
          SandboxServer.start(World.load(Map.of(), new VirtualTime(Instant.EPOCH)), 0);
      System.setProperty("aws.endpointUrl", server.endpoint().toString());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the emulated services listen. */
  static String endpoint() {
    return SERVER.endpoint().toString();
  }
}
