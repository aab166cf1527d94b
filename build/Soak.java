import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Uses a sandbox for 48 simulated hours and prints how much memory it holds after each: {@code java
 * build/Soak.java}. The first 24 hours are spent in one world, with a run every five minutes; in
 * the last 24 hours, a run every five minutes plays another scenario. Fails if the sandbox stops
 * answering.
 */
final class Soak {

  private static final int HOURS = 48;
  private static final int RUNS_AN_HOUR = 12;
  private static final int CALLS_A_RUN = 50;
  private static final Pattern ENDPOINT = Pattern.compile("\"endpoint\":\"([^\"]+)\"");
  private static final Pattern NAME = Pattern.compile("\"name\" : \"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String endpoint;
  private final long pid;
  private final List<String> scenarios = new ArrayList<>();
  private int played;

  private Soak(String endpoint, long pid) {
    this.endpoint = endpoint;
    this.pid = pid;
  }

  public static void main(String[] args) throws Exception {
    Process sandbox =
        new ProcessBuilder("./connector", "sandbox", "--port", "0", "--speed", "virtual", "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = sandbox.inputReader();
    try {
      Matcher endpoint = ENDPOINT.matcher(lines.readLine());
      if (!endpoint.find()) {
        throw new IOException("the sandbox did not say where it listens");
      }
      Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(line -> {}));
      new Soak(endpoint.group(1), sandbox.pid()).use();
    } finally {
      // Process.destroy would also close what the other thread reads.
      sandbox.toHandle().destroy();
    }
    System.out.println("ended with " + sandbox.waitFor());
  }

  private void use() throws Exception {
    Matcher names = NAME.matcher(control("GET", "scenarios", ""));
    while (names.find()) {
      scenarios.add(names.group(1));
    }
    control("PUT", "scenario", "{\"name\": \"start-connected\"}");
    System.out.println("hour  runs kept  heap MB  metaspace MB");
    List<Double> heap = new ArrayList<>();
    for (int hour = 1; hour <= HOURS; hour++) {
      for (int i = 0; i < RUNS_AN_HOUR; i++) {
        if (hour > HOURS / 2) {
          playNext();
        }
        run();
      }
      heap.add(memory(hour));
    }
    System.out.printf(
        Locale.ROOT,
        "heap after a collection, mean of hours 7 to 12: %.1f MB; 19 to 24: %.1f; 43 to 48: %.1f%n",
        mean(heap, 6, 12),
        mean(heap, 18, 24),
        mean(heap, 42, 48));
  }

  /** One of another Region is left out: the state machine is deployed in one. */
  private void playNext() throws Exception {
    HttpResponse<String> answer;
    do {
      String next = scenarios.get(played++ % scenarios.size());
      answer = answer("PUT", "scenario", "{\"name\": \"" + next + "\"}");
    } while (answer.statusCode() == 400);
  }

  private static double mean(List<Double> heap, int from, int to) {
    return IntStream.range(from, to).mapToDouble(heap::get).average().orElseThrow();
  }

  /** Starts a run, uses the account as clients do, and waits for the end of the run. */
  private void run() throws Exception {
    if (played == 0) {
      control("POST", "people", "{\"does\": \"DISCONNECT\", \"keyStore\": \"payments\"}");
      control("POST", "time", "{\"advanceSeconds\": 60}");
    }
    Matcher name = NAME.matcher(control("POST", "runs", "{}"));
    if (!name.find()) {
      throw new IOException("the run was not started");
    }
    for (int i = 0; i < CALLS_A_RUN; i++) {
      call("TrentService.DescribeCustomKeyStores", "{}");
    }
    while (control("GET", "recording?run=" + name.group(1), "").contains("\"running\" : true")) {
      control("POST", "time", "{\"advanceSeconds\": 1}");
    }
    control("POST", "time", "{\"advanceSeconds\": 300}");
  }

  private String control(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = answer(method, path, body);
    if (answer.statusCode() != 200) {
      throw new IOException(path + " → " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> answer(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/_sandbox/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void call(String target, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint))
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<Void> _ = http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // The scenario has planned that this call gets no answer.
    }
  }

  private double memory(int hour) throws Exception {
    String _ = tool("jcmd", String.valueOf(pid), "GC.run");
    List<String> lines = tool("jstat", "-gc", String.valueOf(pid)).lines().toList();
    List<String> names = List.of(lines.get(0).strip().split("\\s+"));
    List<String> values = List.of(lines.get(1).strip().split("\\s+"));
    double heap =
        List.of("S0U", "S1U", "EU", "OU").stream()
            .mapToDouble(name -> Double.parseDouble(values.get(names.indexOf(name))))
            .sum();
    double metaspace = Double.parseDouble(values.get(names.indexOf("MU")));
    Matcher runs = NAME.matcher(control("GET", "runs", ""));
    int kept = 0;
    while (runs.find()) {
      kept++;
    }
    System.out.printf(
        Locale.ROOT, "%4d  %9d  %7.1f  %12.1f%n", hour, kept, heap / 1024, metaspace / 1024);
    return heap / 1024;
  }

  private static String tool(String name, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/" + name));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
