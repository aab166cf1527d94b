package io.keystoreconnector.endtoend;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.emulator.http.SandboxServer;
import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.HubTable;
import io.keystoreconnector.emulator.world.SecretVisibility;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import tools.jackson.jr.ob.JSON;

/** The functions of a hub as they are shipped, with the SDK inside, in an account of its own. */
final class Hub implements AutoCloseable {

  static final String MEMBER = "111122223333";
  static final String REGION = "eu-central-1";

  private static final FunctionsJar JAR =
      FunctionsJar.open(Path.of("..", "..", "functions/watch/target/keystore-connector-watch.jar"));

  private final Properties before = (Properties) System.getProperties().clone();
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final World world =
      World.load(Map.of(), new VirtualTime(Instant.parse("2026-11-23T03:00:00Z")));
  private final SandboxServer server;
  private final RequestStreamHandler recorder;
  private final RequestStreamHandler silence;

  Hub() throws IOException {
    server = SandboxServer.start(world, 0);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Map<String, String> environment =
        new LinkedHashMap<>(new Endpoint(server.endpoint()).environment());
    environment.put("HUB_TABLE", HubTable.NAME);
    environment.put("HUB_NAME", "hub");
    environment.put("HUB_EVENT_BUS", "news");
    recorder = JAR.handler("io.keystoreconnector.watch.hub.RecorderHandler", environment);
    silence = JAR.handler("io.keystoreconnector.watch.hub.SilenceHandler", environment);
  }

  /** An event as EventBridge delivers it. */
  static String event(String account, String detailType, String detail) {
    return JSON.std.asString(
        Map.of(
            "source",
            "keystore-connector",
            "detail-type",
            detailType,
            "account",
            account,
            "region",
            REGION,
            "time",
            "2026-11-23T03:00:00Z",
            "detail",
            JSON.std.anyFrom(detail)));
  }

  /** An inventory without key stores. */
  static String inventory(String account, Instant at) {
    return event(
        account,
        "Key Store Inventory",
        "{\"connector\": \"c\", \"checkedAt\": \"%s\", \"keyStores\": []}".formatted(at));
  }

  void record(String event) throws IOException {
    call(recorder, event.getBytes(StandardCharsets.UTF_8));
  }

  void record(byte[] event) throws IOException {
    call(recorder, event);
  }

  /** What one look for silent accounts printed. */
  List<String> look() throws IOException {
    printed.reset();
    call(silence, "{}".getBytes(StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void call(RequestStreamHandler handler, byte[] event) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(event), new ByteArrayOutputStream(), invocation());
  }

  /** The rows, by account and entry, with their attributes. */
  Map<String, Map<String, String>> rows() {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    synchronized (world) {
      for (Map<String, AttributeValue> item : world.hubTable().items()) {
        Map<String, String> row = new TreeMap<>();
        item.forEach((name, value) -> row.put(name, value.text()));
        rows.put(row.get("account") + " " + row.get("entry"), row);
      }
    }
    return rows;
  }

  /** The rows as a world file has them. */
  List<Map<String, Object>> inAWorldFile() {
    synchronized (world) {
      return inAWorldFile(world);
    }
  }

  /** The same of a world that is made from such rows. */
  static List<Map<String, Object>> readBack(List<Map<String, Object>> rows) {
    return inAWorldFile(World.load(Map.of("hub", rows), new VirtualTime(Instant.EPOCH)));
  }

  private static List<Map<String, Object>> inAWorldFile(World world) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object row :
        (List<?>) Objects.requireNonNull(world.toJson(SecretVisibility.CLEAR).get("hub"))) {
      Map<String, Object> fields = new TreeMap<>();
      ((Map<?, ?>) row).forEach((name, value) -> fields.put((String) name, value));
      rows.add(fields);
    }
    return rows;
  }

  /** The messages of the notices so far. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    synchronized (world) {
      world.journal().events().stream()
          .filter(event -> event.event().equals("EVENT_PUT"))
          .map(event -> JSON.std.mapFrom(String.valueOf(event.details().get("detail"))))
          .forEach(detail -> notices.add(String.valueOf(detail.get("message"))));
    }
    return notices;
  }

  /** The operations that were called, in order. */
  List<String> calls() {
    return world.journal().calls().stream().map(call -> call.operation()).toList();
  }

  /** Plans a fault; single quotes stand for double quotes. */
  void fault(String json) {
    synchronized (world) {
      var _ = world.plan(JSON.std.mapFrom(json.replace('\'', '"')));
    }
  }

  void noFaults() {
    synchronized (world) {
      world.forgetFaults();
    }
  }

  private static Context invocation() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            throw new AssertionError("would be wrapped in JSON: " + message);
          }

          @Override
          public void log(byte[] message) {
            var _ = JSON.std.mapFrom(new String(message, StandardCharsets.UTF_8));
          }
        };
    return (Context)
        Proxy.newProxyInstance(
            Hub.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getLogger")) {
                return logger;
              }
              throw new AssertionError(method);
            });
  }

  @Override
  public void close() {
    System.setOut(console);
    System.setProperties(before);
    server.close();
  }
}
