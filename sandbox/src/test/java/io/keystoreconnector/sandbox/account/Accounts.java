package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.scenario.Scenario;
import io.keystoreconnector.sandbox.scenario.Scenarios;
import io.keystoreconnector.sandbox.scenario.Tree;
import io.keystoreconnector.sandbox.workflow.Run;
import io.keystoreconnector.sandbox.world.CallRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.jr.ob.JSON;

/** Accounts on any free port, and requests to their control endpoint. */
public final class Accounts {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Accounts() {}

  public static Account like(String scenario) throws IOException {
    Tree tree = Tree.ofThisProcess();
    return open(new Scenarios(tree.scenarios()).read(scenario), run -> {});
  }

  public static Account open(Scenario scenario, Consumer<Run> endLog) throws IOException {
    return Account.open(
        new Opening(Tree.ofThisProcess(), scenario, 0, Speed.VIRTUAL, call -> {}, endLog));
  }

  /** The account of a world, in virtual time; single quotes stand for double ones. */
  public static Account of(String world) throws IOException {
    return open(Scenario.ofWorld(JSON.std.mapFrom(world.replace('\'', '"'))), run -> {});
  }

  /** The same in real time. */
  public static Account inRealTime(String world) throws IOException {
    Scenario scenario = Scenario.ofWorld(JSON.std.mapFrom(world.replace('\'', '"')));
    return open(scenario, Speed.REAL, call -> {});
  }

  static Account open(Scenario scenario, Speed speed, Consumer<CallRecord> callLog)
      throws IOException {
    return Account.open(new Opening(Tree.ofThisProcess(), scenario, 0, speed, callLog, run -> {}));
  }

  /** An answer of the control endpoint. */
  public record Answer(int status, String text) {
    public Map<String, Object> json() {
      return JSON.std.mapFrom(text);
    }
  }

  public static Answer send(String method, URI uri, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }
}
