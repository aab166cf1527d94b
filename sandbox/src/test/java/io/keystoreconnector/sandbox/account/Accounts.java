package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.scenario.Scenario;
import io.keystoreconnector.sandbox.scenario.Scenarios;
import io.keystoreconnector.sandbox.scenario.Tree;
import io.keystoreconnector.sandbox.workflow.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.jr.ob.JSON;

/** Accounts on any free port, and requests to their control endpoint. */
final class Accounts {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Accounts() {}

  static Account like(String scenario) throws IOException {
    Tree tree = Tree.ofThisProcess();
    return open(new Scenarios(tree.scenarios()).read(scenario), run -> {});
  }

  static Account open(Scenario scenario, Consumer<Run> endLog) throws IOException {
    return Account.open(
        new Opening(Tree.ofThisProcess(), scenario, 0, Speed.VIRTUAL, call -> {}, endLog));
  }

  /** An answer of the control endpoint. */
  record Answer(int status, String text) {
    Map<String, Object> json() {
      return JSON.std.mapFrom(text);
    }
  }

  static Answer send(String method, URI uri, String body, String... headers)
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
