package io.keystoreconnector.cli.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Connector;
import io.keystoreconnector.cli.Processes;
import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Skip;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

public class SandboxCommandTest {

  @TempDir private Path folder;

  /** Ctrl-C in a terminal is INT. */
  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @ValueSource(strings = {"INT", "TERM"})
  void itServesUntilItIsStoppedAndThenEndsWithZero(String signal) throws Exception {
    Skip.unless(!signal.equals("INT") || !Processes.ignoreCtrlC(), "Ctrl-C is ignored here");
    Process process = start("sandbox", "--port", "0", "--speed", "virtual");
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      List<String> banner = until(lines, "Ctrl-C");
      String url = value(banner, "AWS_ENDPOINT_URL_KMS");
      assertThat(banner)
          .contains("# The rehearsal room, for a browser: " + url + "/")
          .contains("export AWS_REGION=eu-central-1", "export AWS_DEFAULT_REGION=eu-central-1")
          .contains(
              "#   ./connector start payments --secret payments/kmsuser --before-connect --follow")
          .anyMatch(line -> line.contains(":stateMachine:connect-key-store --input '{"));
      assertThat(Endpoint.VARIABLES)
          .allSatisfy(variable -> assertThat(value(banner, variable)).isEqualTo(url));
      assertThat(call(url)).contains("INVALID_CREDENTIALS");
      assertThat(lines.readLine())
          .isEqualTo(" 00:00  kms            DescribeCustomKeyStores → accepted");
      kill(signal, process);
      assertThat(lines.readLine()).isEqualTo("# Stopped.");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A call that a fault makes wait does not hold it up. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void itEndsAtOnceAlthoughACallIsSlow() throws Exception {
    Process process = start("sandbox", "--port", "0");
    try (BufferedReader lines = process.inputReader(UTF_8);
        HttpClient http = HttpClient.newHttpClient()) {
      String url = value(until(lines, "Ctrl-C"), "AWS_ENDPOINT_URL_KMS");
      String fault = "{\"fault\": \"LATENCY\", \"seconds\": 3600}";
      send(http, url + "/_sandbox/faults", fault).join();
      CompletableFuture<String> slow = send(http, url, "{}");
      // The fault has met the call when it has seen one.
      HttpRequest state = HttpRequest.newBuilder(URI.create(url + "/_sandbox/state")).build();
      String seen;
      do {
        seen = http.send(state, HttpResponse.BodyHandlers.ofString()).body();
      } while (!seen.contains("\"seen\" : 1"));
      kill("TERM", process);
      assertThat(lines.readLine()).isEqualTo("# Stopped.");
      assertThat(process.waitFor()).isZero();
      assertThat(slow).failsWithin(Duration.ofMinutes(1));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aClientThatDoesNotFinishItsRequestLosesItsConnection() throws Exception {
    Process process = start(List.of("-Dsun.net.httpserver.maxReqTime=1"), "sandbox", "--port", "0");
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      URI url = URI.create(value(until(lines, "Ctrl-C"), "AWS_ENDPOINT_URL_KMS"));
      try (Socket client = new Socket(url.getHost(), url.getPort())) {
        client.getOutputStream().write("POST / HTTP/1.1\r\nHost: localhost\r\n".getBytes(UTF_8));
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** With the shell's own kill: the command is a package of its own on Debian. */
  private static void kill(String signal, Process process) throws Exception {
    String kill = "kill -%s %d".formatted(signal, process.pid());
    assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
  }

  private static CompletableFuture<String> send(HttpClient http, String url, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-Amz-Target", "TrentService.DescribeCustomKeyStores")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void programsAreToldTheSameAsOneObjectInEachLine() throws Exception {
    Process process = start("sandbox", "--port", "0", "--speed", "virtual", "--json");
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      Map<String, Object> listening = JSON.std.mapFrom(lines.readLine());
      String url = String.valueOf(listening.get("endpoint"));
      assertThat(listening)
          .containsEntry("event", "LISTENING")
          .containsKeys("environment", "stateMachineArn", "request");
      call(url);
      assertThat(JSON.std.mapFrom(lines.readLine()))
          .containsEntry("event", "CALL")
          .containsEntry("operation", "DescribeCustomKeyStores")
          .containsEntry("status", 200);
      startRun(url);
      Map<String, Object> line;
      do {
        line = JSON.std.mapFrom(lines.readLine());
      } while (!"RUN_ENDED".equals(line.get("event")));
      assertThat(line).containsEntry("status", "SUCCEEDED").containsEntry("error", null);
      Processes.interrupt(process);
      assertThat(lines.readLine()).isEqualTo("{\"event\":\"STOPPED\"}");
    } finally {
      process.destroyForcibly();
    }
  }

  private static void startRun(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/_sandbox/runs"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      http.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  private static Process start(String... args) throws IOException {
    return start(List.of(), args);
  }

  private static Process start(List<String> options, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Dconnector.root=" + Installation.ofThisProcess().root()));
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Connector.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> until(BufferedReader lines, String last) throws IOException {
    List<String> read = new ArrayList<>();
    do {
      String line = lines.readLine();
      assertThat(line).as(read.toString()).isNotNull();
      read.add(line);
    } while (!read.getLast().contains(last));
    return read;
  }

  private static String value(List<String> lines, String variable) {
    String export = "export " + variable + "=";
    return lines.stream()
        .filter(line -> line.startsWith(export))
        .map(line -> line.substring(export.length()))
        .findFirst()
        .orElse("");
  }

  private static String call(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("X-Amz-Target", "TrentService.DescribeCustomKeyStores")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aPortThatIsTakenIsToldInOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = Shell.ofThisTree().connector("sandbox", "--port", "" + taken.getLocalPort());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains("Port " + taken.getLocalPort(), "--port 0");
      assertThat(result.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port 65536                 | --port must be a number from 0 to 65535
          --port x                     | '--port'
          --speed 0                    | --speed must be real, virtual, or a whole number
          --scenario renewed-secrets   | Unknown scenario: renewed-secrets
          --world nowhere.json         | File nowhere.json does not exist or cannot be read
          --world a --scenario b       | mutually exclusive
          """)
  void aSlipIsToldInOneSentence(String arguments, String sentence) {
    List<String> words = new ArrayList<>(List.of("sandbox"));
    words.addAll(List.of(arguments.split(" ")));
    Result result = Shell.ofThisTree().connector(words.toArray(String[]::new));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                     | line 1 is not JSON
          []                    | is not JSON, or the file is not an object
          {"clusters": [1]}     | clusters must be a list of objects
          """)
  void aWorldFileThatIsNoneIsToldInOneSentence(String text, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve("world.json"), text);
    Result result =
        Shell.ofThisTree().connector("sandbox", "--port", "0", "--world", file.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("world.json: ").contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
  }
}
