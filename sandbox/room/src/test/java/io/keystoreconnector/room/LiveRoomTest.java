package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.Accounts.Answer;
import io.keystoreconnector.room.control.OpenRoom;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** The rehearsal room while a run is in progress: its clock is real time. */
class LiveRoomTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private OpenRoom account;

  @BeforeEach
  void open() throws IOException {
    account =
        Accounts.room(
            new Scenarios(Installation.ofThisProcess().scenarios()).read("start-disconnected"),
            Speed.REAL,
            call -> {},
            run -> {});
  }

  @AfterEach
  void close() {
    account.close();
    http.close();
  }

  private Map<String, Object> done(String method, String path, String body) throws Exception {
    Answer answer = send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private Answer send(String method, String path, String body) throws Exception {
    return Accounts.send(method, uri(path), body.replace('\'', '"'));
  }

  private URI uri(String path) {
    return URI.create(account.endpoint() + "/_sandbox/" + path);
  }

  private BufferedReader events() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("events")).build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** Reads until an event of this name has matching data. */
  private static Map<String, Object> next(
      BufferedReader events, String name, Predicate<String> wanted) throws IOException {
    String event = "";
    while (true) {
      String line = events.readLine();
      assertThat(line).as("the stream ended").isNotNull();
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ") && event.equals(name) && wanted.test(line)) {
        return JSON.std.mapFrom(line.substring("data: ".length()));
      }
    }
  }

  @Test
  void whoListensSeesTheRunGoOnAndEveryListenerDoes() throws Exception {
    BufferedReader one = events();
    BufferedReader other = events();
    assertThat(next(one, "scene", any -> true)).containsEntry("speed", "1");
    done("POST", "runs", "{}");
    for (BufferedReader listener : new BufferedReader[] {one, other}) {
      Map<String, Object> recording =
          next(listener, "recording", data -> data.contains("\"state\":\"CONNECTING\""));
      assertThat(recording).containsEntry("running", true);
    }
  }

  @Test
  void aSandboxThatStopsLetsItsListenersGo() throws Exception {
    BufferedReader events = events();
    next(events, "scene", any -> true);
    account.close();
    assertThat(events.lines()).noneMatch(line -> line.startsWith("event: recording"));
  }

  @Test
  void theSpeedCanBeChangedButNotToVirtualTime() throws Exception {
    done("PUT", "speed", "{'speed': '60'}");
    assertThat(done("GET", "speed", "")).containsEntry("speed", "60");
    assertThat(send("PUT", "speed", "{'speed': 'virtual'}").status()).isEqualTo(409);
    assertThat(done("PUT", "speed", "{'speed': 'real'}")).containsEntry("speed", "1");
  }

  @Test
  void aRunThatIsUnderWayCanBeStoppedButNotBePlayedAgain() throws Exception {
    BufferedReader events = events();
    done("POST", "runs", "{}");
    next(events, "recording", data -> data.contains("\"state\":\"CONNECTING\""));
    assertThat(send("GET", "scenario-file?run=run-1", "").status()).isEqualTo(409);
    done("DELETE", "runs?run=run-1", "");
    next(events, "recording", data -> data.contains("\"running\":false"));
    Answer refused = send("GET", "scenario-file?run=run-1", "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("The run run-1 was stopped");
  }

  @Test
  void anotherScenarioStopsTheRunThatIsUnderWay() throws Exception {
    BufferedReader events = events();
    done("POST", "runs", "{}");
    done("PUT", "scenario", "{'name': 'start-connected'}");
    Map<String, Object> stopped =
        next(events, "recording", data -> data.contains("\"running\":false"));
    assertThat(String.valueOf(stopped.get("outcome"))).contains("ABORTED", "StateLoaded");
  }
}
