package io.keystoreconnector.endtoend;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.FunctionsJar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import tools.jackson.jr.ob.JSON;

/** The watch as it is shipped, with the SDK inside, in an emulated account in virtual time. */
final class WatchedAccount implements AutoCloseable {

  static final String STORE = "cks-0123456789abcdef0";
  static final String CLUSTER = "cluster-paymentsHsm";
  static final int PLENTY = 120_000;

  private static final String HANDLER = "io.keystoreconnector.watch.WatchHandler";
  private static final FunctionsJar JAR =
      FunctionsJar.open(Path.of("..", "..", "functions/watch/target/keystore-connector-watch.jar"));

  private final Properties before = (Properties) System.getProperties().clone();
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> logged = new ArrayList<>();
  private final World world;
  private final SandboxServer server;
  private final RequestStreamHandler handler;
  private int milliseconds = PLENTY;

  private WatchedAccount(String json, String managed) throws IOException {
    world =
        World.load(
            JSON.std.mapFrom(json.replace('\'', '"')),
            new VirtualTime(Instant.parse("2026-11-23T03:00:00Z")));
    server = SandboxServer.start(world, 0);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Map<String, String> environment =
        new LinkedHashMap<>(new Endpoint(server.endpoint()).environment());
    environment.put("MANAGED_KEY_STORES", managed);
    environment.put("CONNECTOR_NAME", "payments-connector");
    handler = JAR.handler(HANDLER, environment);
  }

  /** The world, with single quotes for double quotes, and the key stores that are managed. */
  static WatchedAccount with(String world, String managed) throws IOException {
    return new WatchedAccount(world, managed);
  }

  /** One CONNECTED key store whose cluster has HSMs in two zones, and more of the world. */
  static WatchedAccount connected(String more) throws IOException {
    return with(
        """
        {'settings': {'requestsPerSecond': 0},
         'clusters': [{'id': '%s', 'hsms': 2}],
         'keyStores': [{'id': '%s', 'name': 'payments', 'state': 'CONNECTED'}] %s}
        """
            .formatted(CLUSTER, STORE, more),
        STORE);
  }

  /** What one check printed, put on the bus and logged. */
  record Check(Map<String, Object> metrics, List<String> events, Map<String, Object> line) {

    /** The value of a metric of the key store; "null" if there is none. */
    String of(String metric) {
      return String.valueOf(metrics.get(STORE + " " + metric));
    }

    /** The names of what was not seen. */
    String notSeen() {
      return String.valueOf(line.get("notSeen"));
    }
  }

  /** Makes one check, with any event. */
  Check check() throws IOException {
    return check("{}".getBytes(StandardCharsets.UTF_8));
  }

  /** Makes one check with these bytes as the event. */
  Check check(byte[] event) throws IOException {
    printed.reset();
    logged.clear();
    int sent = sent().size();
    handler.handleRequest(
        new ByteArrayInputStream(event), new ByteArrayOutputStream(), invocation());
    Map<String, Object> metrics = new TreeMap<>();
    printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(WatchedAccount::json)
        .forEach(line -> collect(line, metrics));
    return new Check(metrics, sent().subList(sent, sent().size()), json(logged.getLast()));
  }

  private static Map<String, Object> json(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (RuntimeException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static void collect(Map<String, Object> line, Map<String, Object> metrics) {
    Object about = line.getOrDefault("KeyStore", line.get("State"));
    line.forEach(
        (name, value) -> {
          if (value instanceof Integer) {
            metrics.put(about + " " + name, value);
          }
        });
  }

  /** The events so far: the state and the code of a change, or the kind of the event. */
  private List<String> sent() {
    synchronized (world) {
      return world.journal().events().stream()
          .filter(event -> event.event().equals("EVENT_PUT"))
          .map(event -> shown(event.details()))
          .toList();
    }
  }

  /** By the names of key stores, when the newest backups in the last inventory were made. */
  Map<String, String> inventory() {
    Map<String, String> backups = new TreeMap<>();
    synchronized (world) {
      Map<String, Object> detail =
          world.journal().events().stream()
              .filter(event -> event.event().equals("EVENT_PUT"))
              .map(event -> json(String.valueOf(event.details().get("detail"))))
              .filter(put -> put.containsKey("keyStores"))
              .reduce((one, later) -> later)
              .orElseThrow();
      for (Object store : (List<?>) Objects.requireNonNull(detail.get("keyStores"))) {
        Map<?, ?> fields = (Map<?, ?>) store;
        Object cluster = Objects.requireNonNull(fields.get("cluster"));
        backups.put(
            String.valueOf(fields.get("name")),
            String.valueOf(((Map<?, ?>) cluster).get("newestBackupAt")));
      }
    }
    return backups;
  }

  /** The events so far, as EventBridge delivers them to a rule. */
  List<String> putEvents() {
    synchronized (world) {
      return world.journal().events().stream()
          .filter(event -> event.event().equals("EVENT_PUT"))
          .map(
              event ->
                  Hub.event(
                      Hub.MEMBER,
                      String.valueOf(event.details().get("detailType")),
                      String.valueOf(event.details().get("detail"))))
          .toList();
    }
  }

  private static String shown(Map<String, Object> put) {
    Map<String, Object> detail = json(String.valueOf(put.get("detail")));
    return detail.containsKey("to")
        ? "%s to %s %s"
            .formatted(detail.get("from"), detail.get("to"), detail.getOrDefault("errorCode", ""))
            .strip()
        : String.valueOf(put.get("detailType"));
  }

  /** A person does something. */
  WatchedAccount person(String does, String subject, String id) {
    synchronized (world) {
      world
          .act(Map.of("does", does, subject, id))
          .ifPresent(
              refusal -> {
                throw new AssertionError(refusal);
              });
    }
    return this;
  }

  /** Lets time pass for everything that is in progress. */
  WatchedAccount pass(int seconds) {
    synchronized (world) {
      world.pass(Duration.ofSeconds(seconds));
    }
    return this;
  }

  /** Plans a fault; single quotes stand for double quotes. */
  WatchedAccount fault(String json) {
    synchronized (world) {
      var _ = world.plan(JSON.std.mapFrom(json.replace('\'', '"')));
    }
    return this;
  }

  WatchedAccount noFaults() {
    synchronized (world) {
      world.forgetFaults();
    }
    return this;
  }

  /** How much time Lambda leaves the function. */
  WatchedAccount leaves(int timeLeft) {
    milliseconds = timeLeft;
    return this;
  }

  /** The operations that were called, in order. */
  List<String> calls() {
    return world.journal().calls().stream().map(CallRecord::operation).toList();
  }

  /** An item of the journal's table, as it is; empty if there is none. */
  Map<String, Object> item(String key) {
    Map<String, Object> item = new TreeMap<>();
    synchronized (world) {
      world
          .journalTable()
          .get(key)
          .ifPresent(found -> found.forEach((name, value) -> item.put(name, value.text())));
    }
    return item;
  }

  private Context invocation() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            throw new AssertionError("would be wrapped in JSON: " + message);
          }

          @Override
          public void log(byte[] message) {
            logged.add(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            WatchedAccount.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> milliseconds;
                  case "getInvokedFunctionArn" ->
                      "arn:aws:lambda:eu-central-1:111122223333:function:watch:live";
                  case "getLogger" -> logger;
                  default -> throw new AssertionError(method);
                });
  }

  @Override
  public void close() {
    System.setOut(console);
    System.setProperties(before);
    server.close();
  }
}
